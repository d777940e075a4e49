import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { HeadFact, PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { Computed } from "@/shared/explain/Computed";
import { decimal } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Timeline } from "@/shared/parts/Timeline";
import { goalPath, useImprovement, useLeads } from "../hooks";
import { holds, type Improvement } from "../model";
import { useMonth } from "../useMonth";
import { Effects } from "./Effects";
import type { GoalSearch } from "./GoalPage";
import styles from "./goal.module.css";
import { CorrectDrawer, ReportDrawer } from "./NumberDrawers";
import { useNumberEvents } from "./ProgressRail";

interface Props {
  id: string;
  search: GoalSearch;
  go: (search: GoalSearch) => void;
}

/** One thing to do better: what, by which measure, and what it has changed so far. */
export function ImprovementPage({ id, search, go }: Props) {
  const { t } = useTranslation("performance");
  const found = useImprovement(id);
  if (!found.data)
    return (
      <PageShell title={t("improvement.title")} purpose={t("improvement.purpose")}>
        {found.error ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 6 }} />
        )}
      </PageShell>
    );
  return (
    <Computed arrived={found.dataUpdatedAt} about={{ kind: "improvement", id }}>
      <Loaded item={found.data} search={search} go={go} />
    </Computed>
  );
}

function Loaded({ item, search, go }: { item: Improvement } & Omit<Props, "id">) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const month = useMonth();
  const { day: today } = useToday();
  const numbers = useNumberEvents();
  const own = useSession()?.employment?.id === item.employee.employment_id;
  const leads = useLeads(item.employee.employment_id);
  const reports = own && holds(item.month, today);
  const mistaken =
    search.do === "correct" && leads
      ? item.observations.find(({ id, superseded }) => id === search.number && !superseded)
      : undefined;
  const close = () => go({});
  const { unit } = item.effect;
  return (
    <PageShell
      path={
        <Link to="/goals" search={{ view: "improvements", month: item.month } as never}>
          {t("view.improvements")}
        </Link>
      }
      title={item.name}
      status={
        item.reached != null && (
          <StatusDot state={item.reached ? "valid" : "active"}>
            {t(item.reached ? "improvement.reached" : "improvement.not_reached")}
          </StatusDot>
        )
      }
      purpose={
        <Facts
          of={[
            <Link key="who" to={`/people/${item.employee.employment_id}`} search={{ tab: "goals" } as never}>
              <Name>{item.employee.name}</Name>
            </Link>,
            item.employee.number,
            item.employee.unit_name,
          ]}
        />
      }
      facts={<HeadFact label={t("goal.month")}>{month(item.month)}</HeadFact>}
      actions={
        reports && (
          <ActionButton type="primary" permission="goal.report" onClick={() => go({ do: "report" })}>
            {t("report.action")}
          </ActionButton>
        )
      }
    >
      <div className={styles.columns}>
        <div className={styles.cards}>
          <Card title={t("effect.title")} flush>
            <Effects effects={[item.effect]} />
          </Card>
          <Card title={t("goal.agreed")} covers={t("improvement.set_by", { name: item.set_by_name })}>
            <dl className={styles.facts}>
              <div>
                <dt>{t("improve.action")}</dt>
                <dd>{item.action}</dd>
              </div>
              <div>
                <dt>{t("goal.target")}</dt>
                <dd>
                  {decimal(item.target)} {unit}
                </dd>
              </div>
              <div>
                <dt>{t("goal.direction")}</dt>
                <dd>{t(`direction.${item.direction}`)}</dd>
              </div>
              <div>
                <dt>{t("improvement.set_at")}</dt>
                <dd>{format.moment(item.set_at)}</dd>
              </div>
              <div>
                <dt>{t("improvement.from")}</dt>
                <dd>
                  <Link to={`/results/${item.report_id}`}>{t("result.open")}</Link>
                </dd>
              </div>
            </dl>
          </Card>
        </div>
        <Card title={t("numbers.title")}>
          <Timeline
            label={t("numbers.title")}
            events={numbers({
              of: item.observations,
              unit,
              correct: leads ? (one) => go({ do: "correct", number: one.id }) : undefined,
            })}
          />
        </Card>
      </div>
      {search.do === "report" && reports && (
        <ReportDrawer
          name={item.name}
          unit={unit}
          month={item.month}
          path={goalPath.reportImprovement(item.id)}
          close={close}
        />
      )}
      {mistaken && <CorrectDrawer key={mistaken.id} of={mistaken} unit={unit} close={close} />}
    </PageShell>
  );
}
