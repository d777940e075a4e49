import type { Schema } from "@/api/binding";
import { scaled } from "@/shared/format/numbers";
import { type GoalTerms, lastDay, type Month, typedNumber } from "./model";

/** Parts per million of a whole month. */
export const WHOLE = 1_000_000;

/** What is to be reached, as one types it. Numbers stay text. Fields bear the server's names, so that its words land at them. */
export interface TermsForm {
  name: string;
  unit: string;
  target: string;
  baseline: string;
  direction: "higher" | "lower";
  /** In percent. */
  weight_ppm: string;
  due_on: string;
}

type TermsFault = "required" | "not_a_number" | "not_a_share" | "outside_month" | "baseline_beyond_target";

/** Parts per million as one types a percentage: `300000` → `30`. */
const typedShare = (ppm: number): string => scaled(ppm, 4);

/** A goal not written yet: as heavy as the month has room for, due on its last day. */
export const startTerms = (month: Month, others_ppm = 0): TermsForm => ({
  name: "",
  unit: "",
  target: "",
  baseline: "",
  direction: "higher",
  weight_ppm: others_ppm < WHOLE ? typedShare(WHOLE - others_ppm) : "",
  due_on: lastDay(month),
});

/** A goal as it stands, to be changed. */
export const termsOf = (terms: GoalTerms): TermsForm => ({
  name: terms.name,
  unit: terms.unit,
  target: terms.target,
  baseline: terms.baseline ?? "",
  direction: terms.direction,
  weight_ppm: typedShare(terms.weight_ppm),
  due_on: terms.due_on,
});

/** Reads a percentage above 0 and up to 100, in parts per million. */
export function shareOf(typed: string): number | undefined {
  const plain = typedNumber(typed.replace(/[%％]\s*$/, ""));
  if (plain === undefined || plain.startsWith("-")) return undefined;
  const [whole = "", fraction = ""] = plain.split(".");
  if (fraction.length > 4) return undefined;
  const ppm = Number(whole) * 10_000 + Number(fraction.padEnd(4, "0"));
  return ppm > 0 && ppm <= WHOLE ? ppm : undefined;
}

/** Millionths of an exact decimal, so that two can be compared. */
export function micro(exact: string): bigint {
  const [whole = "0", fraction = ""] = exact.replace("-", "").split(".");
  const size = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
  return exact.startsWith("-") ? -size : size;
}

/** Whether a value is better than another, the way the measure counts. */
export const isBetter = (value: string, than: string, direction: "higher" | "lower"): boolean =>
  direction === "higher" ? micro(value) > micro(than) : micro(value) < micro(than);

/** What is wrong, by field; the server checks the same again. */
export function termsFaults(form: TermsForm, month: Month): Partial<Record<keyof TermsForm, TermsFault>> {
  const faults: Partial<Record<keyof TermsForm, TermsFault>> = {};
  if (form.name.trim() === "") faults.name = "required";
  if (form.unit.trim() === "") faults.unit = "required";
  const target = typedNumber(form.target);
  if (target === undefined) faults.target = "not_a_number";
  const baseline = form.baseline.trim() === "" ? undefined : typedNumber(form.baseline);
  if (form.baseline.trim() !== "") {
    if (baseline === undefined) faults.baseline = "not_a_number";
    else if (target !== undefined && !isBetter(target, baseline, form.direction))
      faults.baseline = "baseline_beyond_target";
  }
  if (shareOf(form.weight_ppm) === undefined) faults.weight_ppm = "not_a_share";
  if (form.due_on.slice(0, 7) !== month) faults.due_on = "outside_month";
  return faults;
}

/** The same for the server. */
export function termsBody(form: TermsForm): Schema<"TermsBody"> {
  const baseline = form.baseline.trim() === "" ? undefined : typedNumber(form.baseline);
  return {
    name: form.name.trim(),
    unit: form.unit.trim(),
    target: typedNumber(form.target) ?? form.target,
    ...(baseline === undefined ? {} : { baseline }),
    direction: form.direction,
    weight_ppm: shareOf(form.weight_ppm) ?? 0,
    due_on: form.due_on,
  };
}

/** Whether both say the same, however it is typed. */
export function sameTerms(a: TermsForm, b: TermsForm): boolean {
  const plain = (form: TermsForm) => {
    const { target, baseline, ...rest } = termsBody(form);
    const value = (typed: string | null | undefined) =>
      typed == null || typedNumber(typed) === undefined ? typed : String(micro(typed));
    return JSON.stringify({ ...rest, target: value(target), baseline: value(baseline) });
  };
  return plain(a) === plain(b);
}

/** A month's weights with the goal at hand. `refused` is what the server would not take: more than the whole, and no lighter than before. */
export interface Weighing {
  others_ppm: number;
  sum_ppm: number;
  state: "less" | "whole" | "more" | "full" | "refused";
}

/**
 * What the goals of a month weigh together once this one weighs `own_ppm`. Months to come may weigh too much for a while, and
 * a month that does so already may be mended step by step.
 */
export function weigh(
  others_ppm: number,
  own_ppm: number,
  now: { before_ppm?: number; opened: boolean },
): Weighing {
  const sum_ppm = others_ppm + own_ppm;
  const before = others_ppm + (now.before_ppm ?? 0);
  if (own_ppm === 0 && now.opened && others_ppm >= WHOLE) return { others_ppm, sum_ppm, state: "full" };
  const state =
    sum_ppm === WHOLE
      ? "whole"
      : sum_ppm < WHOLE
        ? "less"
        : now.opened && sum_ppm >= before
          ? "refused"
          : "more";
  return { others_ppm, sum_ppm, state };
}

interface Weighed {
  id: string;
  state: string;
  terms?: { weight_ppm: number } | null;
}

/** What the goals of a sheet weigh that are not taken back, without one of them. */
export const othersOf = (rows: readonly Weighed[], without?: string): number =>
  rows
    .filter(({ id, state }) => state !== "cancelled" && id !== without)
    .reduce((sum, { terms }) => sum + (terms?.weight_ppm ?? 0), 0);
