import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format/useFormat";
import type { TodoView, Why } from "../model";

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** A case in one line: what is asked and when. */
export function useSummary(): (row: Pick<TodoView, "kind" | "summary">) => string {
  const { t } = useTranslation("approval");
  const format = useFormat();
  return useCallback(
    ({ kind, summary }) => {
      const words = Object.fromEntries(
        Object.entries(summary).map(([name, value]) => [name, isDay(value) ? format.phoneDay(value) : value]),
      );
      return t(`summary.${kind}`, { ...words, defaultValue: t(`kind.${kind}`) });
    },
    [t, format],
  );
}

/** Why a person is asked: the steps that led to them, in order. */
export function useWhy(): (why: readonly Why[]) => string {
  const { t } = useTranslation("approval");
  return useCallback((why) => why.map((step) => t(`why.${step.code}`, step)).join(t("why.then")), [t]);
}

/** The value of a fact in words. Numbers come as the server wrote them. */
export function useFact(): (label: string, value: unknown) => string {
  const { t } = useTranslation("approval");
  const format = useFormat();
  return useCallback(
    (label, value) => {
      if (value === null || value === undefined || value === "") return t("fact.none");
      if (isDay(value)) return format.phoneDay(value);
      if (typeof value === "boolean") return t(value ? "fact.yes" : "fact.no");
      if (label.endsWith(".days")) return t("fact.days", { days: String(value) });
      return t(`value.${label}.${String(value)}`, { defaultValue: String(value) });
    },
    [t, format],
  );
}
