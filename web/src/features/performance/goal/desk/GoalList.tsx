import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { TwoLines } from "@/shared/desk/Cut";
import { type Column, DataTable } from "@/shared/desk/DataTable";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { PersonCell } from "@/shared/desk/PersonCell";
import { usePages } from "@/shared/desk/usePages";
import { percent } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { useGoalList } from "../hooks";
import { type GoalRow, goalStates } from "../model";
import { useMonth } from "../useMonth";
import { CancelDrawer } from "./CancelDrawer";
import { Covers, MonthFilter, RowOpen } from "./filters";
import { GoalDrawer } from "./GoalDrawer";
import styles from "./goal.module.css";
import { Reach } from "./Reach";
import { ReviseDrawer } from "./ReviseDrawer";
import type { ViewProps } from "./search";
import { GoalState, ReachedOf } from "./words";

/** Goals in sight, newest first; a row opens the goal beside the list, to be worked through one after another. */
export function GoalList({ search, go, empty }: ViewProps & { empty?: React.ReactNode }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const format = useFormat();
  const { month: of, state } = search;
  const list = useGoalList({ month: of, state }, search.after);
  const filters = { month: of, state };
  const pages = usePages(search, (place) => go({ ...filters, ...place }));
  const rows = list.data?.items;
  const open = (row: GoalRow | undefined) => go({ ...search, goal: row?.id, do: undefined });
  const at = rows?.findIndex(({ id }) => id === search.goal) ?? -1;
  const step = (by: number) => {
    const row = rows?.[at + by];
    return row && (() => open(row));
  };
  const identity: Column<GoalRow> = {
    key: "person",
    title: t("list.person"),
    width: 210,
    render: (row) => (
      <PersonCell
        person={{ name: row.employee.name, number: row.employee.number, unit: row.employee.unit_name }}
        link={(name) => <RowOpen open={() => open(row)}>{name}</RowOpen>}
      />
    ),
  };
  const columns: Column<GoalRow>[] = [
    {
      key: "goal",
      title: t("list.goal"),
      width: 190,
      render: (row) => (
        <TwoLines
          main={row.terms?.name}
          sub={row.terms && t("goal.weight", { share: percent(row.terms.weight_ppm) })}
        />
      ),
    },
    { key: "month", title: t("goal.month"), width: 108, render: (row) => month(row.month) },
    {
      key: "reached",
      title: t("list.reached"),
      width: 150,
      align: "end",
      render: (row) => <ReachedOf row={row} />,
    },
    {
      key: "completion",
      title: t("list.completion"),
      width: 180,
      render: (row) => <Reach completion={row.standing?.completion_ppm} />,
    },
    {
      key: "state",
      title: t("list.state"),
      width: 120,
      render: (row) => <GoalState row={row} />,
    },
    {
      key: "due",
      title: t("goal.due_on"),
      width: 124,
      align: "end",
      render: (row) =>
        row.terms && (
          <TwoLines
            main={format.shortDay(row.terms.due_on)}
            sub={
              row.standing && row.standing.days_late > 0 ? (
                <span className={styles.due}>{t("standing.late", { count: row.standing.days_late })}</span>
              ) : undefined
            }
          />
        ),
    },
    {
      key: "given_by",
      title: t("goal.giver"),
      width: 110,
      optional: true,
      render: (row) => row.terms?.made_by_name,
    },
  ];
  const narrowed = of !== undefined || state !== undefined;
  const close = () => open(undefined);
  return (
    <>
      <DataTable
        name="goals"
        label={t("list.table")}
        identity={identity}
        columns={columns}
        rowKey={({ id }) => id}
        rowName={(row) => `${row.employee.name} ${row.terms?.name ?? ""}`}
        rows={rows}
        refreshing={list.isFetching}
        problem={list.error && !rows ? problemOf(list.error) : undefined}
        retry={() => void list.refetch()}
        next={list.data?.next}
        pages={pages}
        counted={(amount, count) => t("counted", { amount, count })}
        covers={<Covers month={of} />}
        empty={
          narrowed
            ? { title: t("list.none_such"), reason: t("list.none_such_why") }
            : { title: t("list.empty"), reason: t("list.empty_why"), action: empty }
        }
        active={search.goal}
        open={open}
        ended={(row) => row.state === "cancelled"}
        filters={
          <>
            <MonthFilter month={of} choose={(next) => go({ ...filters, month: next })} />
            <FilterSelect
              label={t("list.state")}
              value={state}
              all={t("list.all")}
              options={goalStates.map((one) => ({ value: one, label: t(`state.${one}`) }))}
              onChange={(next) => go({ ...filters, state: next })}
            />
          </>
        }
      />
      {search.goal && search.do === "revise" && (
        <ReviseDrawer id={search.goal} close={() => go({ ...search, do: undefined })} />
      )}
      {search.goal && search.do === "cancel" && (
        <CancelDrawer id={search.goal} close={() => go({ ...search, do: undefined })} />
      )}
      {search.goal && search.do === undefined && (
        <GoalDrawer
          key={search.goal}
          id={search.goal}
          place={
            at >= 0 && rows ? { at: at + 1, of: rows.length, previous: step(-1), next: step(1) } : undefined
          }
          act={(what) => go({ ...search, do: what })}
          close={close}
        />
      )}
    </>
  );
}
