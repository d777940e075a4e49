import type { TFunction } from "i18next";
import type { components } from "@/api/schema";
import type { Day } from "../format/dates";
import { decimal, minus } from "../format/numbers";
import { withDays } from "../i18n/problemWords";

/** Why a figure is what it is, as the server tells it. One form for every engine. */
export type Explanation = components["schemas"]["Explanation"];
export type ExplanationInput = NonNullable<components["schemas"]["Term"]["input"]>;

export interface TermView {
  key: string;
  words: string;
  /** The fact behind the row, in words: the day it speaks of, a reason. */
  note?: string;
  /** `+`, `−`, `×`, `÷`, `=`. */
  sign: string;
  amount: string;
  input?: ExplanationInput;
}

export interface ExplanationView {
  title: string;
  figure: string;
  unit: string;
  /** The formula in words and the same with its numbers. */
  formula: { words: string; numbers: string };
  terms: TermView[];
  rule: string;
  version: string;
  source?: string;
}

const realMinus = (sign: string) => (sign === "-" ? minus : sign);
const spaced = /^[+\u2212×÷=]$/;

/** The words of a unit after its amount: `天`, `days`; an own unit is shown as it is named. */
export function unitWords(t: TFunction, unit: string, value: string): string {
  const count = Number(value);
  return t(unit, { ns: "unit", count: Number.isFinite(count) ? count : 0, defaultValue: unit });
}

/** An amount with its unit: `7.5 天`, `¥1,200.00`, `59%`. */
export function amountWords(t: TFunction, value: string, unit: string): string {
  const amount = decimal(value);
  if (unit === "cny") return amount.startsWith(minus) ? `${minus}¥${amount.slice(1)}` : `¥${amount}`;
  if (unit === "percent") return `${amount}%`;
  return `${amount} ${unitWords(t, unit, value)}`;
}

function figureParts(t: TFunction, value: string, unit: string): { figure: string; unit: string } {
  return unit === "cny" || unit === "percent"
    ? { figure: amountWords(t, value, unit), unit: "" }
    : { figure: decimal(value), unit: unitWords(t, unit, value) };
}

/** Everything the panel and the sheet show, in the reader's words. Both draw this and nothing else. */
export function explanationView(
  t: TFunction,
  dayWords: (day: Day) => string,
  explanation: Explanation,
): ExplanationView {
  const say = (code: string, params?: Record<string, unknown>, otherwise = code) =>
    t(code, { ns: "explain", defaultValue: otherwise, ...withDays(params, dayWords) });
  const title = say(explanation.label);
  const terms = explanation.terms.map((term, index): TermView => {
    const note = say(`${term.label}#note`, term.params, "");
    const on = term.input?.on ? dayWords(term.input.on) : "";
    return {
      key: `${index}:${term.label}`,
      words: say(term.label, term.params),
      note: (note.includes(on) ? note : [note, on].filter(Boolean).join(" · ")) || undefined,
      sign: realMinus(term.sign),
      amount: amountWords(t, term.value, term.unit),
      input: term.input ?? undefined,
    };
  });
  const chain = (part: (index: number) => string) =>
    explanation.terms
      .map((term, index) => {
        const sign = realMinus(term.sign);
        const leading = index === 0 && (sign === "+" || sign === "=");
        return leading || !spaced.test(sign) ? part(index) : `${sign} ${part(index)}`;
      })
      .join(" ");
  return {
    title,
    ...figureParts(t, explanation.value, explanation.unit),
    formula: {
      words: `${title} = ${chain((index) => terms[index]?.words ?? "")}`,
      numbers: `${decimal(explanation.value)} = ${chain((index) => decimal(explanation.terms[index]?.value ?? ""))}`,
    },
    terms,
    rule: say(explanation.basis.rule),
    version: explanation.basis.version,
    source: explanation.basis.source ?? undefined,
  };
}
