import { describe, expect, it } from "vitest";
import type { PermissionView, RoleBody, RoleRow } from "../model";
import { areasOf, faultsOf, rightChanges, scopesOf, withChange, withClass, withRow } from "./model";

const people: PermissionView = { code: "people.read", area: "people", class_aware: true, personal: false };
const org: PermissionView = { code: "org.read", area: "org", class_aware: false, personal: false };
const me: PermissionView = { code: "me.use", area: "me", class_aware: false, personal: true };
const row = (permission: string, scope: RoleRow["scope"], ...classes: RoleRow["classes"]): RoleRow => ({
  permission,
  scope,
  classes,
});
const role = (rows: RoleRow[], more: Partial<RoleBody> = {}): RoleBody => ({
  code: "shop_clerk",
  name_zh: "门店人事",
  name_en: "Shop clerk",
  rows,
  ...more,
});

describe("the table", () => {
  it("keeps areas together in the order of the server", () => {
    expect(areasOf([people, org, { ...people, code: "people.write" }]).map(({ area }) => area)).toEqual([
      "people",
      "org",
    ]);
  });

  it("offers what is done in one's own name for oneself only", () => {
    expect(scopesOf(me)).toEqual(["self"]);
    expect(scopesOf(org)).toContain("all");
  });

  it("adds a second scope of a permission beside the first, and never the same one", () => {
    const rows = withRow([row("people.read", "self", "public"), row("org.read", "company")], people);
    expect(rows.map(({ permission, scope }) => [permission, scope])).toEqual([
      ["people.read", "self"],
      ["people.read", "reports"],
      ["org.read", "company"],
    ]);
  });

  it("changes and removes one row, and keeps classes in the order of the table", () => {
    const rows = [row("people.read", "self", "work")];
    expect(withChange(rows, 0, { scope: "all" })[0]?.scope).toBe("all");
    expect(withChange(rows, 0, undefined)).toEqual([]);
    expect(withClass(rows[0] as RoleRow, "public", true)).toEqual(["public", "work"]);
  });
});

describe("a role is not stored", () => {
  const faults = (given: RoleBody) => faultsOf(given, [people, org]).map(({ code }) => code);
  it("without code, names and rows", () => {
    expect(faults(role([], { code: "Shop", name_en: " " }))).toEqual(["code", "names", "no_rows"]);
  });
  it("when fields are told apart and none is open", () => {
    expect(faults(role([row("people.read", "all")]))).toEqual(["no_classes"]);
    expect(faults(role([row("org.read", "all")]))).toEqual([]);
  });
  it("with the same permission and scope twice", () => {
    expect(faults(role([row("org.read", "all"), row("org.read", "all")]))).toEqual(["repeated_scope"]);
  });
});

describe("what a change would do", () => {
  const kinds = (before: RoleRow[], after: RoleRow[]) => rightChanges(before, after).map(({ kind }) => kind);
  it("says what is added and what is gone", () => {
    expect(kinds([row("org.read", "all")], [row("people.read", "all", "public")])).toEqual([
      "removed",
      "added",
    ]);
  });
  it("is nothing when the same rows stand in another order", () => {
    const rows = [row("org.read", "all"), row("people.read", "self", "public")];
    expect(kinds(rows, [...rows].reverse())).toEqual([]);
  });
  it("tells wider from narrower only where it is certain", () => {
    const narrow = [row("people.read", "company", "public")];
    expect(kinds(narrow, [row("people.read", "company", "public", "pay")])).toEqual(["wider"]);
    expect(kinds(narrow, [row("people.read", "all", "public")])).toEqual(["wider"]);
    expect(kinds([row("people.read", "all", "public")], narrow)).toEqual(["narrower"]);
    expect(kinds(narrow, [row("people.read", "branch", "public")])).toEqual(["changed"]);
    expect(kinds(narrow, [row("people.read", "all", "work")])).toEqual(["changed"]);
  });
});
