import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { TodayOnly } from "@/shared/asof/TodayOnly";
import { Card } from "@/shared/desk/Card";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useFormat } from "@/shared/format/useFormat";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useCasesOf } from "../hooks";
import { caseState } from "../model";
import { useDeskSummary } from "../words";
import { CaseDrawer } from "./CaseDrawer";
import styles from "./CasesCard.module.css";

interface Props {
  employment: string;
  /** The case that is open beside the list. */
  open?: string;
  go: (id: string | undefined) => void;
}

/** What one employee asked for, newest first; each opens with its steps. */
export function CasesCard({ employment, open, go }: Props) {
  const { t } = useTranslation("approval");
  const format = useFormat();
  const summary = useDeskSummary();
  const list = useCasesOf(employment);
  const rows = list.data?.items;
  const at = rows?.findIndex(({ id }) => id === open) ?? -1;
  const step = (by: number) => {
    const row = rows?.[at + by];
    return at >= 0 && row ? () => go(row.id) : undefined;
  };
  return (
    <Card title={t("of.title")} covers={<TodayOnly />} flush={rows !== undefined && rows.length > 0}>
      {list.error ? (
        <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />
      ) : !rows ? (
        <Skeleton active title={false} />
      ) : rows.length === 0 ? (
        t("of.none")
      ) : (
        <ul className={styles.cases}>
          {rows.map((row) => (
            <li key={row.id} data-on={row.id === open || undefined}>
              <button type="button" className="row-open" onClick={() => go(row.id)}>
                {t(`kind.${row.kind}`)}
              </button>
              <span>{summary(row)}</span>
              <StatusDot state={caseState(row.status)}>{t(`status.${row.status}`)}</StatusDot>
              <span className="caption">{format.moment(row.opened_at)}</span>
            </li>
          ))}
        </ul>
      )}
      {open && (
        <CaseDrawer
          key={open}
          id={open}
          place={
            at >= 0 && rows ? { at: at + 1, of: rows.length, previous: step(-1), next: step(1) } : undefined
          }
          close={() => go(undefined)}
        />
      )}
    </Card>
  );
}
