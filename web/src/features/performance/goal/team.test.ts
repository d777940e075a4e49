import { describe, expect, it } from "vitest";
import { monthWords } from "@/shared/format/dates";
import { isMonth, monthAfter, monthsAround } from "./months";
import { isUneven, type TeamRow, teamCounts, teamStep } from "./team";

const row = (facts: Partial<TeamRow> = {}): TeamRow => ({
  employee: { employment_id: "e", name: "", number: "", unit_name: "" },
  goals: 2,
  confirmed: 2,
  questioned: 0,
  weights_ppm: 1_000_000,
  days_late: 0,
  acknowledged: false,
  findings: [],
  ...facts,
});
const during = (facts: Partial<TeamRow>) => teamStep(row(facts), "2026-11", "2026-11-30");
const once = (facts: Partial<TeamRow>) => teamStep(row(facts), "2026-11", "2026-12-01");

describe("what is said first of somebody's month", () => {
  it("a question before a missing yes, while the month runs", () => {
    expect(during({ goals: 0, confirmed: 0 })).toBe("none");
    expect(during({ confirmed: 0, questioned: 1 })).toBe("questioned");
    expect(during({ confirmed: 1 })).toBe("unconfirmed");
    expect(during({})).toBe("running");
  });
  it("its result once it is over", () => {
    expect(once({})).toBe("to_issue");
    expect(once({ confirmed: 0 })).toBe("nothing_agreed");
    expect(once({ confirmed: 0, running_total: "40.00" })).toBe("to_issue");
    expect(once({ result_id: "r" })).toBe("issued");
    expect(once({ result_id: "r", acknowledged: true })).toBe("seen");
  });
});

it("counts who waits for the reader", () => {
  const rows = [row({ goals: 0, confirmed: 0 }), row({ questioned: 1 }), row({ confirmed: 1 }), row()];
  expect(teamCounts(rows, "2026-11", "2026-11-20")).toEqual({
    people: 4,
    none: 1,
    questioned: 1,
    unconfirmed: 1,
    to_issue: 0,
  });
});

it("finds weights uneven only where there are goals", () => {
  expect(isUneven(row({ weights_ppm: 900_000 }))).toBe(true);
  expect(isUneven(row())).toBe(false);
  expect(isUneven(row({ goals: 0, weights_ppm: 0 }))).toBe(false);
});

describe("months", () => {
  it("go over the year's end both ways", () => {
    expect(monthAfter("2026-12", 1)).toBe("2027-01");
    expect(monthAfter("2026-01", -1)).toBe("2025-12");
    expect(monthsAround("2026-11-22", 1, 1)).toEqual(["2026-12", "2026-11", "2026-10"]);
  });
  it("are said in the reader's words", () => {
    expect(monthWords("2026-11", "zh-CN")).toBe("2026年11月");
    expect(monthWords("2026-02", "en")).toBe("Feb 2026");
  });
  it("of an address are months or nothing", () => {
    expect(isMonth("2026-11")).toBe(true);
    for (const none of ["2026-13", "2026-1", "1999-01", "", 202611, undefined])
      expect(isMonth(none)).toBe(false);
  });
});
