import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Card } from "@/shared/desk/Card";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useFormat } from "@/shared/format/useFormat";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useCasesOf } from "../hooks";
import { type CaseStatus, caseState } from "../model";
import styles from "./CaseDrawer.module.css";

/** What one employee asked for, newest first. */
export function CasesCard({ employment }: { employment: string }) {
  const { t } = useTranslation("approval");
  const format = useFormat();
  const list = useCasesOf(employment);
  const rows = list.data?.items;
  return (
    <Card title={t("of.title")}>
      {list.error ? (
        <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />
      ) : !rows ? (
        <Skeleton active title={false} />
      ) : rows.length === 0 ? (
        t("of.none")
      ) : (
        <dl className={styles.facts}>
          {rows.map((row) => (
            <div key={row.id}>
              <dt>{t(`kind.${row.kind}`)}</dt>
              <dd>
                <StatusDot state={caseState[row.status as CaseStatus]}>{t(`status.${row.status}`)}</StatusDot>{" "}
                <span className="caption">{format.moment(row.opened_at)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
