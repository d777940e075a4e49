import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format/useFormat";
import type { FieldKind } from "../model";

/** A value of an own field in words. */
export function useValueWords(): (kind: FieldKind, value: string | null | undefined) => string {
  const { t } = useTranslation("people");
  const format = useFormat();
  return (kind, value) => {
    if (value === null || value === undefined || value === "") return t("common:field.empty");
    if (kind === "yes_no") return value === "yes" ? t("value.yes") : t("value.no");
    return kind === "date" ? format.day(value) : value;
  };
}
