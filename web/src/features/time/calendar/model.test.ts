import { describe, expect, it } from "vitest";
import { daysOf, MOST_DAYS, yearsOf } from "./model";

describe("days that are set together", () => {
  it("are those from the first to the last, both included, also over the end of a month", () => {
    expect(daysOf("2026-12-30", "2027-01-02")).toEqual([
      "2026-12-30",
      "2026-12-31",
      "2027-01-01",
      "2027-01-02",
    ]);
  });
  it("are one day without a last day", () => {
    expect(daysOf("2026-11-22", undefined)).toEqual(["2026-11-22"]);
    expect(daysOf("2026-11-22", "")).toEqual(["2026-11-22"]);
  });
  it("are none when they run backward or on for more than a month", () => {
    expect(daysOf("2026-11-22", "2026-11-21")).toEqual([]);
    expect(daysOf("2026-01-01", "2026-01-31")).toHaveLength(MOST_DAYS);
    expect(daysOf("2026-01-01", "2026-02-01")).toEqual([]);
  });
});

it("the years of a calendar are those with days, and the one that runs", () => {
  const day = (day: string) => ({ day, effect: "off" as const, name: "店庆" });
  expect(yearsOf([day("2025-05-01"), day("2027-01-02")], "2026-11-22")).toEqual(["2027", "2026", "2025"]);
  expect(yearsOf([], "2026-11-22")).toEqual(["2026"]);
});
