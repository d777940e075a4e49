import { describe, expect, it } from "vitest";
import {
  agreed,
  asked,
  byMonth,
  filled,
  filledBeyond,
  type Goal,
  isChanging,
  lastDay,
  leadSteps,
  ownSteps,
  proposed,
  reportDays,
  typedNumber,
} from "./model";

const terms = (number: number) => ({
  number,
  name: "新成交客户",
  unit: "个",
  target: String(number * 10),
  direction: "higher" as const,
  weight_ppm: 300_000,
  due_on: "2026-11-30",
  made_by_name: "",
  made_at: "",
});
const goal: Goal = {
  id: "g",
  employee: { employment_id: "e", name: "", number: "", unit_name: "" },
  month: "2026-11",
  state: "given",
  version: 1,
  given_at: "",
  versions: [terms(1), terms(2)],
  steps: [],
  observations: [],
  month_weights_ppm: 1_000_000,
  result_issued: false,
  findings: [],
};

describe("what a goal says", () => {
  it("is the confirmed version while a change waits for a yes", () => {
    const revised = { ...goal, version: 2, confirmed_version: 1 };
    expect(agreed(revised)?.target).toBe("10");
    expect(proposed(revised)?.target).toBe("20");
  });
  it("is the newest version while nothing was confirmed", () => {
    expect(agreed(goal)?.number).toBe(1);
    expect(proposed(goal)).toBeUndefined();
  });
});

describe("what its owner can do", () => {
  it("answer it until its month is over, report once it counts", () => {
    expect(ownSteps(goal, "2026-11-21")).toEqual({ answer: true, report: false });
    expect(ownSteps(goal, "2026-12-01").answer).toBe(false);
    expect(ownSteps({ ...goal, state: "confirmed", confirmed_version: 1 }, "2026-12-01")).toEqual({
      answer: false,
      report: true,
    });
    expect(ownSteps({ ...goal, state: "confirmed", confirmed_version: 1 }, "2026-10-31").report).toBe(false);
  });
  it("nothing once the result is issued or the goal taken back", () => {
    const none = { answer: false, report: false };
    expect(ownSteps({ ...goal, result_issued: true, confirmed_version: 1 }, "2026-11-21")).toEqual(none);
    expect(ownSteps({ ...goal, state: "cancelled", confirmed_version: 1 }, "2026-11-21")).toEqual(none);
  });
});

describe("what whoever leads can do", () => {
  it("change it until its month is over, take it back until its result, correct its numbers even after", () => {
    expect(leadSteps(goal, "2026-11-30")).toEqual({ revise: true, cancel: true, correct: true });
    expect(leadSteps(goal, "2026-12-01")).toEqual({ revise: false, cancel: true, correct: true });
    expect(leadSteps({ ...goal, result_issued: true }, "2026-12-01")).toEqual({
      revise: false,
      cancel: false,
      correct: true,
    });
    expect(leadSteps({ ...goal, state: "cancelled" }, "2026-11-21").correct).toBe(false);
  });
  it("answer the last question that was asked, as long as it waits", () => {
    const step = (kind: "questioned" | "revised", words: string) => ({
      kind,
      version: 1,
      words,
      made_by_name: "",
      at: "",
    });
    const steps = [step("questioned", "一"), step("revised", "改"), step("questioned", "二")];
    expect(asked({ state: "questioned", steps })?.words).toBe("二");
    expect(asked({ state: "given", steps })).toBeUndefined();
  });
});

it("tells terms that wait for a yes from those that count", () => {
  const row = {
    id: "g",
    employee: goal.employee,
    month: "2026-11",
    state: "given" as const,
    terms: terms(2),
  };
  expect(isChanging({ ...row, confirmed_version: 1 })).toBe(true);
  expect(isChanging({ ...row, confirmed_version: 2 })).toBe(false);
  expect(isChanging(row)).toBe(false);
  expect(isChanging({ ...row, confirmed_version: 1, state: "cancelled" })).toBe(false);
});

it("knows the last day of every month", () => {
  expect(lastDay("2026-02")).toBe("2026-02-28");
  expect(lastDay("2028-02")).toBe("2028-02-29");
  expect(lastDay("2026-12")).toBe("2026-12-31");
});

it("lets a number speak of no day ahead of today or outside the month", () => {
  expect(reportDays("2026-11", "2026-11-21")).toEqual({ earliest: "2026-11-01", latest: "2026-11-21" });
  expect(reportDays("2026-11", "2026-12-03").latest).toBe("2026-11-30");
});

it("reads numbers as they are typed, exactly, and nothing that is none", () => {
  expect(typedNumber(" 12.50 ")).toBe("12.50");
  expect(typedNumber("344,000")).toBe("344000");
  expect(typedNumber("１２")).toBe("12");
  expect(typedNumber("-3")).toBe("-3");
  for (const none of ["", "1e3", "0.0000001", "十二", "1.", "--1"]) expect(typedNumber(none)).toBeUndefined();
});

it("never draws a bar beyond its ends", () => {
  expect(filled(833_333)).toBe(83);
  expect(filled(1_400_000)).toBe(100);
  expect(filled(-10)).toBe(0);
  expect(filled(undefined)).toBe(0);
  expect(filledBeyond(1_000_000)).toBe(80);
  expect(filledBeyond(1_250_000)).toBe(100);
  expect(filledBeyond(9_000_000)).toBe(100);
});

it("lists the latest month first", () => {
  expect(
    byMonth([{ month: "2026-10" }, { month: "2026-11" }, { month: "2026-10" }]).map(([m, g]) => [
      m,
      g.length,
    ]),
  ).toEqual([
    ["2026-11", 1],
    ["2026-10", 2],
  ]);
});
