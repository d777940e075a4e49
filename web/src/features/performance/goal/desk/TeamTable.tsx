import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { type Column, DataTable } from "@/shared/desk/DataTable";
import { PersonCell } from "@/shared/desk/PersonCell";
import { usePages } from "@/shared/desk/usePages";
import { decimal, percent } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useTeam } from "../hooks";
import { monthOf } from "../months";
import { isUneven, type TeamRow, teamDot, teamStep } from "../team";
import { Covers, MonthFilter, RowOpen } from "./filters";
import styles from "./goal.module.css";
import { IssueDrawer } from "./IssueDrawer";
import { MemberDrawer } from "./MemberDrawer";
import type { ViewProps } from "./search";

/** The people one leads and how their month stands; a row opens the person's month beside the table. */
export function TeamTable({ search, go }: ViewProps) {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const month = search.month ?? monthOf(today);
  const team = useTeam(month, search.after, 50);
  const filters = { view: "team", month: search.month } as const;
  const pages = usePages(search, (place) => go({ ...filters, ...place }));
  const rows = team.data?.items;
  const open = (row: TeamRow | undefined) =>
    go({ ...search, person: row?.employee.employment_id, do: undefined });
  const at = rows?.findIndex(({ employee }) => employee.employment_id === search.person) ?? -1;
  const row = rows?.[at];
  const step = (by: number) => {
    const next = rows?.[at + by];
    return next && (() => open(next));
  };
  const columns: Column<TeamRow>[] = [
    {
      key: "step",
      title: t("list.state"),
      width: 150,
      render: (one) => (
        <StatusDot state={teamDot[teamStep(one, month, today)]}>
          {t(`team.step.${teamStep(one, month, today)}`)}
        </StatusDot>
      ),
    },
    {
      key: "goals",
      title: t("team.confirmed"),
      width: 120,
      align: "end",
      render: (one) => one.goals > 0 && `${one.confirmed} / ${one.goals}`,
    },
    {
      key: "questioned",
      title: t("team.with_questions"),
      width: 100,
      align: "end",
      render: (one) => one.questioned > 0 && <span className={styles.due}>{one.questioned}</span>,
    },
    {
      key: "weights",
      title: t("team.weights"),
      width: 110,
      align: "end",
      render: (one) =>
        one.goals > 0 && (
          <span className={isUneven(one) ? styles.due : undefined}>{percent(one.weights_ppm)}</span>
        ),
    },
    {
      key: "score",
      title: t("running.title"),
      width: 110,
      align: "end",
      render: (one) => one.running_total && decimal(one.running_total),
    },
    {
      key: "late",
      title: t("team.late"),
      width: 110,
      align: "end",
      render: (one) =>
        one.days_late > 0 && (
          <span className={styles.due}>{t("standing.late", { count: one.days_late })}</span>
        ),
    },
    {
      key: "result",
      title: t("result.title"),
      width: 110,
      render: (one) =>
        one.result_id && (
          <Link to={`/results/${one.result_id}`} onClick={(event) => event.stopPropagation()}>
            {t("result.open")}
          </Link>
        ),
    },
  ];
  return (
    <>
      <DataTable
        name="goals.team"
        label={t("team.title")}
        identity={{
          key: "person",
          title: t("list.person"),
          width: 220,
          render: (one) => (
            <PersonCell
              person={{ name: one.employee.name, number: one.employee.number, unit: one.employee.unit_name }}
              link={(name) => <RowOpen open={() => open(one)}>{name}</RowOpen>}
            />
          ),
        }}
        columns={columns}
        rowKey={({ employee }) => employee.employment_id}
        rowName={({ employee }) => employee.name}
        rows={rows}
        refreshing={team.isFetching}
        problem={team.error && !rows ? problemOf(team.error) : undefined}
        retry={() => void team.refetch()}
        next={team.data?.next}
        pages={pages}
        counted={(amount, count) => t("team.counted", { amount, count })}
        covers={<Covers month={month} />}
        empty={{ title: t("team.empty"), reason: t("team.empty_why") }}
        active={search.person}
        open={open}
        filters={<MonthFilter month={month} choose={(next) => go({ ...filters, month: next })} always />}
      />
      {search.person && search.do === "issue" && (
        <IssueDrawer
          key={search.person}
          employment={search.person}
          month={month}
          close={() => go({ ...search, do: undefined })}
        />
      )}
      {search.person && search.do === undefined && (
        <MemberDrawer
          key={search.person}
          employment={search.person}
          month={month}
          known={row?.employee}
          place={
            at >= 0 && rows ? { at: at + 1, of: rows.length, previous: step(-1), next: step(1) } : undefined
          }
          act={(what) => go({ ...search, do: what })}
          close={() => open(undefined)}
        />
      )}
    </>
  );
}
