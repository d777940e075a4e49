import { expect, it } from "vitest";
import { phoneNext } from "./place";

it("goes to the page that was asked for on the phone, never elsewhere and never back to the door", () => {
  expect(phoneNext("/m/goals/1")).toBe("/m/goals/1");
  for (const elsewhere of [
    undefined,
    "",
    "https://other.example",
    "//other.example/m/",
    "/m//other.example",
    "/people",
    "/mail",
    "/m/\\other.example",
    "/m/sign-in?next=/m/sign-in",
  ])
    expect(phoneNext(elsewhere)).toBe("/m/");
});
