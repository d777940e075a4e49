import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { decimal, percent } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Card } from "@/shared/phone/Card";
import { LinkRow } from "@/shared/phone/LinkRow";
import { Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { useTeam } from "../hooks";
import type { Month } from "../model";
import { isUneven, type TeamRow, teamCounts, teamDot, teamStep } from "../team";
import { MonthStepper } from "./MonthStepper";

interface Props {
  month: Month;
  go: (month: Month) => void;
}

/** The people one leads and how their month stands. */
export function TeamPage({ month, go }: Props) {
  const { t } = useTranslation("performance");
  const may = useCan("goal.assign");
  const team = useTeam(month, undefined, undefined, may);
  const rows = team.data?.items;
  return (
    <Page title={t("team.title")}>
      {!may ? (
        <Empty icon="lock" title={t("common:state.no_right")}>
          {t("team.no_right")}
        </Empty>
      ) : (
        <>
          <MonthStepper month={month} go={go} />
          {rows ? (
            <Rows rows={rows} month={month} />
          ) : team.error ? (
            <Failed problem={problemOf(team.error)} retry={() => void team.refetch()} />
          ) : (
            <Skeleton />
          )}
          {team.data?.next && <p className="small">{t("team.first_only", { count: rows?.length ?? 0 })}</p>}
        </>
      )}
    </Page>
  );
}

function Rows({ rows, month }: { rows: readonly TeamRow[]; month: Month }) {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  if (rows.length === 0)
    return (
      <Empty icon="people" title={t("team.empty")}>
        {t("team.empty_why")}
      </Empty>
    );
  return (
    <>
      <p className="small">
        <TeamSummary rows={rows} month={month} />
      </p>
      <Card rows label={t("team.title")}>
        {rows.map((row) => (
          <LinkRow
            key={row.employee.employment_id}
            to={`/team/${month}/${row.employee.employment_id}`}
            title={
              <b>
                <Name>{row.employee.name}</Name>
              </b>
            }
            detail={
              <>
                <span className="mini">
                  <Facts of={[row.employee.number, row.employee.unit_name]} />
                </span>
                <br />
                <StatusDot state={teamDot[teamStep(row, month, today)]}>
                  {t(`team.step.${teamStep(row, month, today)}`)}
                </StatusDot>{" "}
                {row.goals > 0 && (
                  <Facts
                    of={[
                      t("team.goals", { confirmed: row.confirmed, count: row.goals }),
                      isUneven(row) && (
                        <span key="weights" className="due">
                          {t("goal.weight", { share: percent(row.weights_ppm) })}
                        </span>
                      ),
                      row.days_late > 0 && (
                        <span key="late" className="due">
                          {t("standing.late", { count: row.days_late })}
                        </span>
                      ),
                    ]}
                  />
                )}
              </>
            }
            end={
              row.running_total && (
                <>
                  {decimal(row.running_total)} <span className="small">{t("result.points")}</span>
                </>
              )
            }
          />
        ))}
      </Card>
    </>
  );
}

/** How many there are, and how many wait for the reader. */
export function TeamSummary({ rows, month }: { rows: readonly TeamRow[]; month: Month }) {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const counts = teamCounts(rows, month, today);
  return (
    <Facts
      of={[
        t("team.people", { count: counts.people }),
        counts.questioned > 0 && t("team.questioned", { count: counts.questioned }),
        counts.none > 0 && t("team.none", { count: counts.none }),
        counts.unconfirmed > 0 && t("team.unconfirmed", { count: counts.unconfirmed }),
        counts.to_issue > 0 && t("team.to_issue", { count: counts.to_issue }),
      ]}
    />
  );
}
