import type { TFunction } from "i18next";
import type { Sensitive } from "../model";

/** A revealed value for the eye: codes become words, everything else stands as it is kept. */
export function revealedWords(t: TFunction, field: Sensitive, value: string | null | undefined): string {
  if (!value) return t("common:field.empty");
  if (field === "sex") return t(`people:sex.${value}`);
  if (field === "id_kind") return t(`people:id_kind.${value}`);
  return value;
}
