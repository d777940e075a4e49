import { describe, expect, it } from "vitest";
import { adjustBody, type GrantForm, grantBody, inLots, startGrant, takers } from "./grant";

const form: GrantForm = {
  leave_type: "annual",
  days: 7.5,
  first_day: "2026-01-01",
  last_day: "2026-12-31",
  source: "entitlement",
  reason: " 2026 年法定 ",
};

describe("leave that is given", () => {
  it("goes out in hundredths of a day", () => {
    expect(grantBody("e1", form)).toMatchObject({
      employment_id: "e1",
      quantity: 750,
      reason: "2026 年法定",
    });
    expect(grantBody("e1", { ...form, days: 0.1 + 0.2 }).quantity).toBe(30);
  });
  it("does not end when no last day is given", () => {
    expect(grantBody("e1", { ...form, last_day: "" }).last_day).toBeUndefined();
  });
  it("is meant for the year that runs", () => {
    expect(startGrant("annual", "2026-11-22")).toMatchObject({
      first_day: "2026-01-01",
      last_day: "2026-12-31",
    });
  });
});

describe("giving to many", () => {
  it("gives each of them once, and never to oneself", () => {
    expect(takers(["a", "b", "a", "me"], "me")).toEqual({ to: ["a", "b"], left_out: true });
    expect(takers(["a"], undefined)).toEqual({ to: ["a"], left_out: false });
  });
  it("goes in lots the server takes whole", () => {
    expect(inLots([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inLots([], 2)).toEqual([]);
  });
});

it("a correction carries its sign, and goes below nothing only when that is said", () => {
  const less = { lot: "l1", way: "less", days: 0.5, reason: " 多算 " } as const;
  expect(adjustBody(less)).toEqual({ quantity: -50, reason: "多算", allow_negative: false });
  expect(adjustBody({ ...less, way: "more", allow_negative: true })).toMatchObject({
    quantity: 50,
    allow_negative: true,
  });
});
