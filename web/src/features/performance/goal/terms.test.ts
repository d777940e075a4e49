import { describe, expect, it } from "vitest";
import {
  isBetter,
  othersOf,
  sameTerms,
  shareOf,
  startTerms,
  type TermsForm,
  termsBody,
  termsFaults,
  termsOf,
  weigh,
} from "./terms";

const form: TermsForm = {
  name: " 新增会员 ",
  unit: "人",
  target: "1,200",
  baseline: "",
  direction: "higher",
  weight_ppm: "30",
  due_on: "2026-11-30",
};

describe("a weight as one types it", () => {
  it("is read in parts per million, exactly", () => {
    expect(shareOf("30")).toBe(300_000);
    expect(shareOf("33.3333")).toBe(333_333);
    expect(shareOf("12.5 %")).toBe(125_000);
    expect(shareOf("３０％")).toBe(300_000);
    expect(shareOf("100")).toBe(1_000_000);
  });
  it("is none above the whole, at nothing, or finer than the server keeps", () => {
    for (const none of ["", "0", "-5", "100.0001", "1e1", "33.33333", "三十"])
      expect(shareOf(none)).toBeUndefined();
  });
});

describe("the terms of a goal", () => {
  it("begin as heavy as the month has room for, due on its last day", () => {
    expect(startTerms("2028-02", 700_000)).toMatchObject({ weight_ppm: "30", due_on: "2028-02-29" });
    expect(startTerms("2026-11", 1_000_000).weight_ppm).toBe("");
  });
  it("go to the server plain: trimmed, exact, without an empty baseline", () => {
    expect(termsBody(form)).toEqual({
      name: "新增会员",
      unit: "人",
      target: "1200",
      direction: "higher",
      weight_ppm: 300_000,
      due_on: "2026-11-30",
    });
  });
  it("name every field that is wrong", () => {
    expect(termsFaults(form, "2026-11")).toEqual({});
    const wrong = { ...form, name: " ", unit: "", target: "many", weight_ppm: "0", due_on: "2026-12-01" };
    expect(termsFaults(wrong, "2026-11")).toEqual({
      name: "required",
      unit: "required",
      target: "not_a_number",
      weight_ppm: "not_a_share",
      due_on: "outside_month",
    });
  });
  it("cannot start where the target is reached already, whichever way counts", () => {
    const from = (baseline: string, target: string, direction: "higher" | "lower") =>
      termsFaults({ ...form, baseline, target, direction }, "2026-11").baseline;
    expect(from("12", "12", "higher")).toBe("baseline_beyond_target");
    expect(from("10", "12", "higher")).toBeUndefined();
    expect(from("10", "12", "lower")).toBe("baseline_beyond_target");
    expect(from("12.0", "1.2", "lower")).toBeUndefined();
  });
  it("say the same however the numbers are typed", () => {
    expect(sameTerms(form, { ...form, name: "新增会员", target: "1200.00", weight_ppm: "30.0" })).toBe(true);
    expect(sameTerms(form, { ...form, target: "1201" })).toBe(false);
    expect(sameTerms(form, { ...form, baseline: "0" })).toBe(false);
  });
  it("come back as they were agreed", () => {
    const agreed = termsOf({
      number: 1,
      name: "报损率",
      unit: "%",
      target: "1.2",
      direction: "lower",
      weight_ppm: 125_000,
      due_on: "2026-11-30",
      made_by_name: "",
      made_at: "",
    });
    expect(agreed).toMatchObject({ weight_ppm: "12.5", baseline: "", direction: "lower" });
    expect(termsFaults(agreed, "2026-11")).toEqual({});
  });
});

it("compares exact decimals without a fraction of a doubt", () => {
  expect(isBetter("0.3", "0.299999", "higher")).toBe(true);
  expect(isBetter("9007199254740993", "9007199254740992", "higher")).toBe(true);
  expect(isBetter("-1", "0", "lower")).toBe(true);
  expect(isBetter("1", "1.0", "higher")).toBe(false);
});

describe("what a month weighs", () => {
  const open = { opened: true };
  it("is whole, less, or more than the server takes", () => {
    expect(weigh(700_000, 300_000, open).state).toBe("whole");
    expect(weigh(200_000, 300_000, open)).toEqual({ others_ppm: 200_000, sum_ppm: 500_000, state: "less" });
    expect(weigh(800_000, 300_000, open).state).toBe("refused");
    expect(weigh(1_000_000, 0, open).state).toBe("full");
  });
  it("may be too much for a month to come", () => {
    expect(weigh(800_000, 300_000, { opened: false }).state).toBe("more");
  });
  it("may be mended step by step when it is too much already", () => {
    expect(weigh(900_000, 300_000, { before_ppm: 400_000, opened: true }).state).toBe("more");
    expect(weigh(900_000, 400_000, { before_ppm: 400_000, opened: true }).state).toBe("refused");
  });
  it("leaves out what was taken back and the goal at hand", () => {
    const row = (id: string, state: string, weight_ppm: number) => ({ id, state, terms: { weight_ppm } });
    const sheet = [
      row("a", "confirmed", 300_000),
      row("b", "cancelled", 400_000),
      row("c", "given", 200_000),
    ];
    expect(othersOf(sheet)).toBe(500_000);
    expect(othersOf(sheet, "c")).toBe(300_000);
  });
});
