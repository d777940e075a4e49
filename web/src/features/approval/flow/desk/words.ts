import { useTranslation } from "react-i18next";
import type { FlowNode } from "../model";

/** Roles and companies, as far as the reader sees them. */
export interface Named {
  id: string;
  name: string;
}

/** A step in few words: whom it asks. */
export function useStepWords(roles: readonly Named[]): (node: FlowNode) => string {
  const { t } = useTranslation("approval");
  return ({ kind }) => {
    if (kind.kind === "manager_level")
      return kind.level === 1 ? t("step.direct_manager") : t("step.manager_level", { level: kind.level });
    if (kind.kind === "role")
      return t("step.role", { role: roles.find(({ id }) => id === kind.code)?.name ?? kind.code });
    if (kind.kind === "fixed") return t("step.fixed", { count: kind.employments.length });
    return t(`step.${kind.kind}`);
  };
}
