import { expect, it } from "vitest";
import type { AccountView } from "../model";
import { organisations } from "./model";

const account = (...external: AccountView["external"]): AccountView => ({
  id: "1",
  login: "a",
  display_name: "",
  state: "active",
  created_at: "2026-01-01T00:00:00Z",
  external,
});

it("offers the organisation most accounts are linked in first, of that provider only", () => {
  const link = (corp: string, provider = "wecom") => ({ provider, corp, subject: "x" });
  const accounts = [
    account(link("b")),
    account(link("a")),
    account(link("a"), link("z", "other")),
    account(),
  ];
  expect(organisations(accounts, "wecom")).toEqual(["a", "b"]);
  expect(organisations(accounts, undefined)).toEqual([]);
});
