import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format/useFormat";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { useLeaveTypes } from "../hooks";
import { type Ask, nameIn } from "../model";

/** From when to when, half-days named where they matter. */
export function useSpan(): (of: Pick<Ask, "first_day" | "first_half" | "last_day" | "last_half">) => string {
  const { t } = useTranslation("time");
  const format = useFormat();
  return useCallback(
    ({ first_day, first_half, last_day, last_half }) => {
      const first = format.phoneDay(first_day);
      if (first_day === last_day) {
        if (first_half === last_half) return `${first} ${t(`half.${first_half}`)}`;
        return first;
      }
      const start = first_half === "pm" ? `${first} ${t("half.pm")}` : first;
      const end = format.phoneDay(last_day);
      return `${start} – ${last_half === "am" ? `${end} ${t("half.am")}` : end}`;
    },
    [t, format],
  );
}

/** The name of a leave type by its code; a type the reader may not know is just leave. */
export function useTypeName(): (code: string | null | undefined) => string {
  const { t } = useTranslation("time");
  const language = useLanguage();
  const types = useLeaveTypes().data?.items;
  return useCallback(
    (code) => {
      const found = types?.find((type) => type.code === code);
      return found ? nameIn(language, found) : t("leave.some");
    },
    [t, language, types],
  );
}
