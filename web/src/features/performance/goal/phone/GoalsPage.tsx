import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { decimal, percent } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Card } from "@/shared/phone/Card";
import { LinkRow } from "@/shared/phone/LinkRow";
import { Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { useGoals, useImprovements, useResults } from "../hooks";
import { byMonth, type GoalRow, goalDot, isChanging } from "../model";
import { useMonth } from "../useMonth";
import { Bar } from "./Bar";

/** Own goals month by month, then what to do better, then results. */
export function GoalsPage() {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const employment = useSession()?.employment?.id;
  const goals = useGoals(employment);
  if (employment === undefined)
    return (
      <Page title={t("goals.title")}>
        <Empty title={t("goals.no_employment")}>{t("goals.no_employment_why")}</Empty>
      </Page>
    );
  if (!goals.data)
    return (
      <Page title={t("goals.title")}>
        {goals.error ? (
          <Failed problem={problemOf(goals.error)} retry={() => void goals.refetch()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  const months = byMonth(goals.data.items);
  return (
    <Page title={t("goals.title")}>
      {months.length === 0 && <Empty title={t("goals.empty")}>{t("goals.empty_why")}</Empty>}
      {months.map(([of, rows]) => (
        <section key={of} style={{ display: "contents" }}>
          <h2 className="small">{month(of)}</h2>
          <Card rows label={month(of)}>
            {rows.map((row) => (
              <GoalLine key={row.id} row={row} />
            ))}
          </Card>
        </section>
      ))}
      <Improvements employment={employment} />
      <Results employment={employment} />
    </Page>
  );
}

/** One goal in a list: what, how far, by when. */
export function GoalLine({ row }: { row: GoalRow }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const { terms, standing } = row;
  return (
    <LinkRow
      to={`/goals/${row.id}`}
      title={
        <span>
          <b>{terms?.name}</b>{" "}
          {terms && <span className="small">{t("goal.weight", { share: percent(terms.weight_ppm) })}</span>}
        </span>
      }
      detail={
        <>
          <Reached row={row} />
          {standing?.completion_ppm != null && <Bar completion={standing.completion_ppm} />}
          <div className="mini">
            <Facts
              of={[
                row.state !== "confirmed" && (
                  <StatusDot key="state" state={goalDot[row.state]}>
                    {t(`state.${row.state}`)}
                  </StatusDot>
                ),
                terms && t("goal.due", { day: format.phoneDay(terms.due_on) }),
                standing && standing.days_late > 0 && (
                  <span key="late" className="due">
                    {t("standing.late", { count: standing.days_late })}
                  </span>
                ),
              ]}
            />
          </div>
        </>
      }
      end={standing?.completion_ppm == null ? undefined : percent(standing.completion_ppm, 1)}
    />
  );
}

/** How far it is: what was reported of the target; a changed target that waits for a yes is told apart. */
function Reached({ row }: { row: GoalRow }) {
  const { t } = useTranslation("performance");
  const { terms, standing } = row;
  if (!terms) return null;
  const actual = standing?.actual == null ? undefined : decimal(standing.actual);
  const target = `${decimal(terms.target)} ${terms.unit}`;
  if (row.confirmed_version == null) return `${t("goal.target")} ${target}`;
  if (isChanging(row))
    return (
      <Facts
        of={[
          actual === undefined ? t("goal.nothing") : `${actual} ${terms.unit}`,
          t("goal.proposed", { target }),
        ]}
      />
    );
  return (
    <>
      {actual ?? t("goal.nothing")} / {target}
    </>
  );
}

function Improvements({ employment }: { employment: string }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const items = useImprovements(employment).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <h2 className="small">{t("improvement.title")}</h2>
      <Card rows label={t("improvement.title")}>
        {items.map((item) => (
          <LinkRow
            key={item.id}
            to={`/improvements/${item.id}`}
            title={item.name}
            detail={<Facts of={[month(item.month), item.action]} />}
            end={
              <StatusDot state={item.effect.change === "better" ? "valid" : "active"}>
                {t(`change.${item.effect.change}`)}
              </StatusDot>
            }
          />
        ))}
      </Card>
    </>
  );
}

function Results({ employment }: { employment: string }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const month = useMonth();
  const items = useResults(employment).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <h2 className="small">{t("result.title")}</h2>
      <Card rows label={t("result.title")}>
        {items.map((row) => (
          <LinkRow
            key={row.id}
            to={`/results/${row.id}`}
            title={month(row.month)}
            detail={t("result.issued_at", { moment: format.shortMoment(row.issued_at) })}
            end={
              <StatusDot state={row.acknowledged_at ? "ended" : "attention"}>
                {t(row.acknowledged_at ? "result.seen" : "result.unseen")}
              </StatusDot>
            }
          />
        ))}
      </Card>
    </>
  );
}
