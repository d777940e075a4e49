import { type ReactNode, useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format/useFormat";
import type { TodoView, Why } from "../model";

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** A case in one line: what is asked and when. The kind of leave and amounts are never in it. */
export function useSummaryWords(): (row: Pick<TodoView, "kind" | "summary">) => string {
  const { t } = useTranslation("approval");
  const format = useFormat();
  return useCallback(
    ({ kind, summary }) => {
      const words = Object.fromEntries(
        Object.entries(summary).map(([name, value]) => [name, isDay(value) ? format.shortDay(value) : value]),
      );
      return t(`summary.${kind}`, { ...words, defaultValue: t(`kind.${kind}`) });
    },
    [t, format],
  );
}

/** Why a person is asked: the steps that led to them, in order. */
export function useWhyWords(): (why: readonly Why[]) => string {
  const { t } = useTranslation("approval");
  return useCallback((why) => why.map((step) => t(`why.${step.code}`, step)).join(t("why.then")), [t]);
}

/** The value of a fact in words. Numbers come as the server wrote them. */
export function useFactValue(): (label: string, value: unknown) => ReactNode {
  const { t } = useTranslation("approval");
  const format = useFormat();
  return useCallback(
    (label, value) => {
      if (value === null || value === undefined || value === "") return t("fact.none");
      if (isDay(value)) return format.day(value);
      if (typeof value === "boolean") return value ? t("fact.yes") : t("fact.no");
      if (typeof value === "number" && label.endsWith("quantity"))
        return t("fact.days", { days: format.days(value) });
      if (typeof value === "string") return t(`value.${label}.${value}`, { defaultValue: value });
      return typeof value === "object" ? JSON.stringify(value) : String(value);
    },
    [t, format],
  );
}
