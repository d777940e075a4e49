import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { LinkRow } from "@/shared/phone/LinkRow";
import type { TodoView } from "../model";
import { usePhoneSummary } from "../words";

/** A case that waits for one's answer, in two lines. */
export function CaseTodoRow({ row }: { row: TodoView }) {
  const { t } = useTranslation("approval");
  const format = useFormat();
  const summary = usePhoneSummary();
  return (
    <LinkRow
      to={`/approvals/${row.case_id}`}
      title={
        <>
          {t("todo.row", { kind: t(`kind.${row.kind}`) })}
          {row.applicant ? <Name>{row.applicant.name}</Name> : t("list.unknown_person")}
        </>
      }
      detail={
        <Facts of={[summary(row), row.asked_at && t("list.since", { moment: format.ago(row.asked_at) })]} />
      }
    />
  );
}
