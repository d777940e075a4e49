import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { TodayOnly } from "@/shared/asof/TodayOnly";
import { Card } from "@/shared/desk/Card";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { decimal } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useGoals, useImprovements, usePreview, useResults } from "../hooks";
import { byMonth, changeDot } from "../model";
import { monthOf } from "../months";
import { useMonth } from "../useMonth";
import styles from "./goal.module.css";
import { MonthGoals } from "./MonthGoals";

/** Goals of one employee month by month, with this month's running score explained; then results and improvements. */
export function PersonGoals({ employment }: { employment: string }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const goals = useGoals(employment);
  if (!goals.data)
    return (
      <Card title={t("page.title")}>
        {goals.error ? (
          <ProblemBlock problem={problemOf(goals.error)} retry={() => void goals.refetch()} />
        ) : (
          <Skeleton active title={false} />
        )}
      </Card>
    );
  const months = byMonth(goals.data.items);
  return (
    <div className={styles.columns}>
      <div className={styles.cards}>
        {months.length === 0 && (
          <Card title={t("page.title")} covers={<TodayOnly />}>
            {t("list.empty")}
          </Card>
        )}
        {months.map(([of, rows]) => (
          <Card
            key={of}
            title={month(of)}
            covers={<TodayOnly />}
            aside={<Running employment={employment} month={of} />}
            flush
          >
            <MonthGoals rows={rows} />
          </Card>
        ))}
      </div>
      <div className={styles.cards}>
        <Results employment={employment} />
        <Improvements employment={employment} />
      </div>
    </div>
  );
}

/** The running score of the month that runs. */
function Running({ employment, month }: { employment: string; month: string }) {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const found = usePreview(employment, month, month === monthOf(today));
  const score = found.data?.score;
  if (!score?.total) return null;
  return (
    <>
      {t("running.title")}{" "}
      <Computed arrived={found.dataUpdatedAt}>
        <Figure
          explained={score.explanation && { explanation: score.explanation }}
          place={`running.${month}`}
        >
          {decimal(score.total)}
        </Figure>
      </Computed>
    </>
  );
}

function Results({ employment }: { employment: string }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const format = useFormat();
  const rows = useResults(employment).data?.items;
  if (!rows) return null;
  return (
    <Card title={t("view.results")} covers={<TodayOnly />} flush>
      {rows.length === 0 ? (
        <p className={styles.none}>{t("result.empty")}</p>
      ) : (
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.id}>
              <span className={styles.who}>
                <Link to={`/results/${row.id}`}>{month(row.month)}</Link>
                <StatusDot state={row.acknowledged_at ? "ended" : "attention"}>
                  {t(row.acknowledged_at ? "result.seen" : "result.unseen")}
                </StatusDot>
              </span>
              <span className="caption">
                <Facts
                  of={[
                    t("result.version", { version: row.version }),
                    t("result.issued_at", { moment: format.shortMoment(row.issued_at) }),
                  ]}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Improvements({ employment }: { employment: string }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const items = useImprovements(employment).data?.items;
  if (!items || items.length === 0) return null;
  return (
    <Card title={t("view.improvements")} covers={<TodayOnly />} flush>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id}>
            <span className={styles.who}>
              <Link to={`/improvements/${item.id}`}>{item.name}</Link>
              <StatusDot state={changeDot(item.effect)}>{t(`change.${item.effect.change}`)}</StatusDot>
            </span>
            <span className="caption">
              <Facts of={[month(item.month), item.action]} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
