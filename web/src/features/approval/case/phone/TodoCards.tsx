import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Card } from "@/shared/phone/Card";
import { LinkRow } from "@/shared/phone/LinkRow";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { useTodos } from "../hooks";
import type { TodoView } from "../model";
import { usePhoneSummary } from "../words";

/** The cases that wait for one's answer, or those one has answered. */
export function TodoCards({ which }: { which: "waiting" | "done" }) {
  const { t } = useTranslation("approval");
  const found = useTodos(which);
  if (found.error && !found.data)
    return <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton />;
  if (found.data.items.length === 0)
    return <Empty title={t(`empty.${which}`)}>{t(`empty.${which}_why`)}</Empty>;
  return found.data.items.map((row) => <Todo key={`${row.case_id}:${row.node}`} row={row} />);
}

function Todo({ row }: { row: TodoView }) {
  const { t } = useTranslation("approval");
  const format = useFormat();
  const summary = usePhoneSummary();
  const { applicant } = row;
  return (
    <Card rows>
      <LinkRow
        to={`/approvals/${row.case_id}`}
        title={
          <>
            <b>{applicant ? <Name>{applicant.name}</Name> : t("list.unknown_person")}</b>{" "}
            <span className="small">{t(`kind.${row.kind}`)}</span>
          </>
        }
        detail={
          <>
            {summary(row)}
            <br />
            <span className="mini">
              <Facts
                of={[
                  applicant?.number,
                  applicant?.unit_name,
                  row.outcome
                    ? row.decided_at && format.shortMoment(row.decided_at)
                    : row.asked_at && t("list.since", { moment: format.ago(row.asked_at) }),
                ]}
              />
            </span>
          </>
        }
        end={
          row.outcome && (
            <StatusDot state={row.outcome === "approve" ? "valid" : "ended"}>
              {t(`outcome.${row.outcome}`)}
            </StatusDot>
          )
        }
      />
    </Card>
  );
}
