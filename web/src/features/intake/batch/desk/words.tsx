import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type RowFinding, variant } from "../model";

/** The words of findings: what is wrong, how it shows, what to do. A code without words shows itself. */
export function useFindingWords() {
  const { t } = useTranslation("intake");
  return useMemo(() => {
    const kind = (code: string) => t(`finding.code.${code}`, { defaultValue: code, value: "", other: "" });
    const why = ({ code, params }: RowFinding["finding"]) => {
      const plain: string = t(`finding.why.${code}`, { defaultValue: "", ...params });
      const which = variant(params);
      return which ? t(`finding.why.${code}.${which}`, { defaultValue: plain, ...params }) : plain;
    };
    const remedy = (code: string, remedy: string) =>
      t(`finding.do.${code}`, { defaultValue: t(`remedy.${remedy}`, { defaultValue: "" }) });
    return {
      kind,
      title: ({ finding }: RowFinding) => kind(finding.code),
      detail: ({ finding, other_rows, remedy: todo }: RowFinding) =>
        [
          why(finding),
          other_rows && other_rows.length > 0
            ? t("finding.other_rows", { rows: other_rows.slice(0, 6).join(t("comma")) })
            : "",
          remedy(finding.code, todo),
        ]
          .filter(Boolean)
          .join(" "),
    };
  }, [t]);
}
