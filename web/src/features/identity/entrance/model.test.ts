import { expect, it } from "vitest";
import { nextPage } from "./model";

it("goes to a page of our own after signing in, never to another site", () => {
  expect(nextPage("/people?as_of=2026-01-01")).toBe("/people?as_of=2026-01-01");
  expect(nextPage("/m/leave")).toBe("/m/leave");
  for (const elsewhere of [
    "https://other.example",
    "//other.example",
    "/\\other.example",
    "people",
    "",
    undefined,
  ])
    expect(nextPage(elsewhere)).toBe("/");
});

it("does not come back to the door itself", () => {
  expect(nextPage("/sign-in?next=/sign-in")).toBe("/");
});
