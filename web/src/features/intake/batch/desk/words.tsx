import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { RowFinding } from "../model";

/** The words of findings: what is wrong, the values, what to do. A code without words shows itself. */
export function useFindingWords() {
  const { t } = useTranslation("intake");
  return useMemo(() => {
    const kind = (code: string) => t(`finding.code.${code}`, { defaultValue: code, value: "", other: "" });
    return {
      kind,
      title: ({ finding }: RowFinding) => kind(finding.code),
      detail: ({ finding, other_rows, remedy }: RowFinding) =>
        [
          t(`finding.code.${finding.code}#why`, { defaultValue: "", ...finding.params }),
          other_rows && other_rows.length > 0
            ? t("finding.other_rows", { rows: other_rows.slice(0, 6).join(t("comma")) })
            : "",
          t(`remedy.${remedy}`, { defaultValue: "" }),
        ]
          .filter(Boolean)
          .join(" "),
    };
  }, [t]);
}
