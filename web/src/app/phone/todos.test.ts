import { expect, it } from "vitest";
import { few, inOrderOfDue } from "./todos";

const keys = (todos: { key: string }[]) => todos.map(({ key }) => key);

it("puts what is due first on top, then what waits longest", () => {
  const todos = [
    { key: "new", since: "2026-11-21T08:00:00Z" },
    { key: "late", due: "2026-11-30" },
    { key: "old", since: "2026-11-19T08:00:00Z" },
    { key: "soon", due: "2026-11-22", since: "2026-11-21T09:00:00Z" },
    { key: "any" },
  ];
  expect(keys(inOrderOfDue(todos))).toEqual(["soon", "late", "old", "new", "any"]);
});

it("shows three and says how many more there are, and by when", () => {
  const todos = ["2026-11-25", "2026-11-22", "2026-11-28", "2026-11-24", "2026-11-30"].map((due) => ({
    key: due,
    due,
  }));
  const { first, more, by } = few(todos);
  expect(keys(first)).toEqual(["2026-11-22", "2026-11-24", "2026-11-25"]);
  expect([more, by]).toEqual([2, "2026-11-28"]);
  expect(few(todos.slice(0, 3))).toMatchObject({ more: 0, by: undefined });
});
