import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { money } from "@/shared/format/money";
import { useNames } from "../../hooks";
import { employmentKinds } from "../../model";

const nobody = {};

/** The words of a fact: names for ids, words for codes, days and texts as they are. */
export function useFactWords(
  people: Readonly<Record<string, string>> = nobody,
): (field: string, value: unknown) => string {
  const { t } = useTranslation("people");
  const names = useNames();
  return useCallback(
    (field, value) => {
      if (value === null || value === undefined) return t("value.none");
      if (value === "***") return t("value.hidden");
      if (typeof value === "boolean") return value ? t("value.yes") : t("value.no");
      if (Array.isArray(value)) return t("value.many", { count: value.length });
      if (typeof value === "object") {
        const pay = value as { amount_minor?: unknown; per?: string };
        return typeof pay.amount_minor === "number"
          ? `${money(pay.amount_minor)} ${t(`per.${pay.per}`)}`
          : t("value.changed");
      }
      const text = typeof value === "string" ? value : JSON.stringify(value);
      if (field === "unit") return names.unit(text) ?? t("value.out_of_sight");
      if (field === "job") return names.job(text) ?? t("value.out_of_sight");
      if (field === "grade") return names.grade(text) ?? t("value.out_of_sight");
      if (field === "manager") return people[text] ?? t("value.changed");
      if (["position", "calendar"].includes(field)) return t("value.changed");
      if (field === "kind" && employmentKinds.some((kind) => kind === text)) return t(`kind.${text}`);
      if (field === "term") return t(`standing.${text}`);
      if (field === "contract.kind") return t(`contract.${text}`);
      return text;
    },
    [t, names, people],
  );
}
