import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { TwoLines } from "@/shared/desk/Cut";
import { type Column, DataTable } from "@/shared/desk/DataTable";
import { PersonCell } from "@/shared/desk/PersonCell";
import { usePages } from "@/shared/desk/usePages";
import { decimal, signed } from "@/shared/format/numbers";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useImprovementList } from "../hooks";
import { changeDot, type Improvement } from "../model";
import { useMonth } from "../useMonth";
import { Covers, MonthFilter } from "./filters";
import type { ViewProps } from "./search";

/** What is to be done better, by whom, and what it has changed so far. */
export function ImprovementList({ search, go, open }: ViewProps & { open: (path: string) => void }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const list = useImprovementList({ month: search.month }, search.after);
  const filters = { view: "improvements", month: search.month } as const;
  const pages = usePages(search, (place) => go({ ...filters, ...place }));
  const rows = list.data?.items;
  const columns: Column<Improvement>[] = [
    {
      key: "item",
      title: t("improvement.title"),
      width: 260,
      render: (row) => <TwoLines main={row.name} sub={row.action} />,
    },
    { key: "month", title: t("goal.month"), width: 110, render: (row) => month(row.month) },
    {
      key: "effect",
      title: t("improvement.before_after"),
      width: 200,
      align: "end",
      render: ({ effect }) =>
        `${decimal(effect.before)} → ${effect.after == null ? t("effect.none") : decimal(effect.after)} ${effect.unit}`,
    },
    {
      key: "gain",
      title: t("improvement.gain"),
      width: 110,
      align: "end",
      render: ({ effect }) => effect.gain != null && signed(effect.gain),
    },
    {
      key: "target",
      title: t("goal.target"),
      width: 120,
      align: "end",
      render: (row) => `${decimal(row.target)} ${row.effect.unit}`,
    },
    {
      key: "state",
      title: t("list.state"),
      width: 130,
      render: ({ effect }) => <StatusDot state={changeDot(effect)}>{t(`change.${effect.change}`)}</StatusDot>,
    },
  ];
  return (
    <DataTable
      name="goals.improvements"
      label={t("view.improvements")}
      identity={{
        key: "person",
        title: t("list.person"),
        width: 210,
        render: (row) => (
          <PersonCell
            person={{ name: row.employee.name, number: row.employee.number, unit: row.employee.unit_name }}
            link={(name) => (
              <Link to={`/improvements/${row.id}`} onClick={(event) => event.stopPropagation()}>
                {name}
              </Link>
            )}
          />
        ),
      }}
      columns={columns}
      rowKey={({ id }) => id}
      rowName={(row) => `${row.employee.name} ${row.name}`}
      rows={rows}
      refreshing={list.isFetching}
      problem={list.error && !rows ? problemOf(list.error) : undefined}
      retry={() => void list.refetch()}
      next={list.data?.next}
      pages={pages}
      counted={(amount, count) => t("improvement.counted", { amount, count })}
      covers={<Covers month={search.month} />}
      empty={{ title: t("improvement.empty"), reason: t("improvement.empty_why") }}
      open={(row) => open(`/improvements/${row.id}`)}
      filters={<MonthFilter month={search.month} choose={(next) => go({ ...filters, month: next })} />}
    />
  );
}
