import { describe, expect, it } from "vitest";
import type { UnitView } from "../model";
import { headcounts, openAtFirst, SHOWN, treeRows } from "./model";

const unit = (id: string, parent?: string, people = 1, head: string | null = "头") =>
  ({ id, parent_id: parent, name: id, people, head_name: head, kind: "team", code: id }) as UnitView;
const all = (...open: string[]) => ({ open: new Set(open), whole: new Set<string>() });

describe("the drawn tree", () => {
  const units = [unit("group"), unit("a", "group", 2), unit("b", "group", 3), unit("c", "a", 4)];

  it("shows what is open, in its depth", () => {
    expect(
      treeRows(units, all("group")).map((row) => row.kind === "unit" && [row.unit.id, row.depth]),
    ).toEqual([
      ["group", 0],
      ["a", 1],
      ["b", 1],
    ]);
  });
  it("counts everybody below", () => expect(headcounts(units).get("group")).toBe(10));
  it("draws a unit whose parent is out of sight as a top", () => {
    expect(treeRows([unit("x", "hidden")], all()).map(({ depth }) => depth)).toEqual([0]);
  });
  it("opens two levels at first", () => expect([...openAtFirst(units)]).toEqual(["group", "a", "b"]));
  it("survives a circle that should not be", () => {
    expect(() => headcounts([unit("a", "b"), unit("b", "a")])).not.toThrow();
  });
});

describe("large families", () => {
  const many = [
    unit("top"),
    ...Array.from({ length: 30 }, (_, at) => unit(`u${at}`, "top")),
    unit("vacant", "top", 1, null),
  ];
  const rows = treeRows(many, all("top"));

  it("are folded, and say how many are left", () => {
    expect(rows.at(-1)).toEqual({ kind: "more", parent: "top", depth: 1, amount: 31 - SHOWN });
  });
  it("never fold a unit away whose head is missing", () => {
    expect(rows.some((row) => row.kind === "unit" && row.unit.id === "vacant")).toBe(true);
  });
  it("unfold on request", () => {
    expect(treeRows(many, { open: new Set(["top"]), whole: new Set(["top"]) })).toHaveLength(32);
  });
});
