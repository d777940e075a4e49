import type { TFunction } from "i18next";
import type { Problem } from "@/api/problem";

type Params = Record<string, unknown> | undefined;

/** The words for a code and its values; a code without words still names itself, so that support can find it. */
function words(t: TFunction, code: string, params: Params): string {
  const found = t(code, { ns: "problem", defaultValue: "", ...params });
  return found === "" ? t("problem:unknown", { code }) : found;
}

/** What happened, why, what to do now. */
export const problemWords = (t: TFunction, problem: Problem): string =>
  words(t, problem.code, problem.params);

/** The words for what is the matter with one field. */
export const faultWords = (t: TFunction, code: string, params?: Params): string =>
  words(t, `field.${code}`, params);

/** The words at each field, by field name. A field with several faults shows the first. */
export function fieldWords(t: TFunction, problem: Problem): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { field, code, params } of problem.errors ?? [])
    found[field] ??= faultWords(t, code, params);
  return found;
}
