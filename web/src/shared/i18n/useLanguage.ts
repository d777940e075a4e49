import { useTranslation } from "react-i18next";
import { type Language, toLanguage } from "./language";

/** The language the page speaks now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return toLanguage(i18n.language);
}
