import type { TFunction } from "i18next";
import type { Problem } from "@/api/problem";

type Params = Record<string, unknown> | undefined;

const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/** Days among the values in the reader's way of writing them. */
export const withDays = (params: Params, dayWords: ((day: string) => string) | undefined): Params =>
  params &&
  dayWords &&
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" && isoDay.test(value) ? dayWords(value) : value,
    ]),
  );

/** Lists of texts among the values as one text. */
const listed = (t: TFunction, params: Params): Params =>
  params &&
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      Array.isArray(value) && value.every((one) => typeof one === "string")
        ? value.join(t("problem:list_comma"))
        : value,
    ]),
  );

/** The words for a code and its values; a code without words still names itself, so that support can find it. */
function words(t: TFunction, code: string, params: Params): string {
  const found = t(code, { ns: "problem", defaultValue: "", ...listed(t, params) });
  return found === "" ? t("problem:unknown", { code }) : found;
}

/** What happened, why, what to do now; `dayWords` writes the days in it. */
export const problemWords = (t: TFunction, problem: Problem, dayWords?: (day: string) => string): string =>
  words(t, problem.code, dayWords ? withDays(problem.params, dayWords) : problem.params);

/** The words for what is the matter with one field. */
export const faultWords = (t: TFunction, code: string, params?: Params): string =>
  words(t, `field.${code}`, params);

/** The words at each field, by field name. A field with several faults shows the first. */
export function fieldWords(t: TFunction, problem: Problem): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { field, code, params } of problem.errors ?? []) found[field] ??= faultWords(t, code, params);
  return found;
}
