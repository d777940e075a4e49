import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Month } from "../model";

/** A month in words: `2026年11月`, `Nov 2026`. */
export function useMonth(): (month: Month) => string {
  const { i18n } = useTranslation("performance");
  const language = i18n.language;
  return useCallback(
    (month) =>
      new Intl.DateTimeFormat(language, {
        year: "numeric",
        month: language.startsWith("zh") ? "numeric" : "short",
        timeZone: "UTC",
      }).format(new Date(`${month}-01T00:00:00Z`)),
    [language],
  );
}
