import { useCallback } from "react";
import { useLanguage } from "@/shared/i18n/useLanguage";
import type { Month } from "./model";
import { monthWords } from "./months";

/** A month in the reader's words. */
export function useMonth(): (month: Month) => string {
  const language = useLanguage();
  return useCallback((month) => monthWords(month, language), [language]);
}
