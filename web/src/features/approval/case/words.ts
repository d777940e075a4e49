import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { type Day, isDay } from "@/shared/format/dates";
import { useFormat } from "@/shared/format/useFormat";
import type { TodoView, Why } from "./model";

/** The desk and the phone write the same words with other days. */
type DayWords = (day: Day) => string;

/** A case in one line: what is asked and when. The kind of leave and amounts are never in it. */
function useSummaryWords(dayWords: DayWords): (row: Pick<TodoView, "kind" | "summary">) => string {
  const { t } = useTranslation("approval");
  return useCallback(
    ({ kind, summary }) => {
      const words = Object.fromEntries(
        Object.entries(summary).map(([name, value]) => [name, isDay(value) ? dayWords(value) : value]),
      );
      return t(`summary.${kind}`, { ...words, defaultValue: t(`kind.${kind}`) });
    },
    [t, dayWords],
  );
}

export const useDeskSummary = () => useSummaryWords(useFormat().shortDay);
export const usePhoneSummary = () => useSummaryWords(useFormat().phoneDay);

/** Why a person is asked: the steps that led to them, in order. */
export function useWhyWords(): (why: readonly Why[]) => string {
  const { t } = useTranslation("approval");
  return useCallback((why) => why.map((step) => t(`why.${step.code}`, step)).join(t("why.then")), [t]);
}

/** The value of a fact in words. Numbers come as the server wrote them; what is counted in days says so. */
function useFactWords(dayWords: DayWords): (label: string, value: unknown) => string {
  const { t } = useTranslation("approval");
  return useCallback(
    (label, value) => {
      if (value === null || value === undefined || value === "") return t("fact.none");
      if (isDay(value)) return dayWords(value);
      if (typeof value === "boolean") return t(value ? "fact.yes" : "fact.no");
      if (label.endsWith(".days")) return t("fact.days", { days: String(value) });
      if (typeof value === "object") return JSON.stringify(value);
      return t(`value.${label}.${String(value)}`, { defaultValue: String(value) });
    },
    [t, dayWords],
  );
}

export const useDeskFact = () => useFactWords(useFormat().day);
export const usePhoneFact = () => useFactWords(useFormat().phoneDay);
