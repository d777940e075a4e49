import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { type Column, DataTable } from "@/shared/desk/DataTable";
import { PersonCell } from "@/shared/desk/PersonCell";
import { usePages } from "@/shared/desk/usePages";
import { useFormat } from "@/shared/format/useFormat";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useResultList } from "../hooks";
import type { ResultRow } from "../model";
import { useMonth } from "../useMonth";
import { Covers, MonthFilter } from "./filters";
import type { ViewProps } from "./search";

/** Results in sight, newest first. Scores stand on the page of each, after a second look. */
export function ResultList({ search, go, open }: ViewProps & { open: (path: string) => void }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const format = useFormat();
  const list = useResultList({ month: search.month }, search.after);
  const filters = { view: "results", month: search.month } as const;
  const pages = usePages(search, (place) => go({ ...filters, ...place }));
  const rows = list.data?.items;
  const columns: Column<ResultRow>[] = [
    { key: "month", title: t("goal.month"), width: 120, render: (row) => month(row.month) },
    {
      key: "version",
      title: t("result.version_head"),
      width: 110,
      render: (row) => t("result.version", { version: row.version }),
    },
    {
      key: "issued",
      title: t("result.issued"),
      width: 170,
      align: "end",
      render: (row) => format.moment(row.issued_at),
    },
    {
      key: "seen",
      title: t("list.state"),
      width: 140,
      render: (row) => (
        <StatusDot state={row.acknowledged_at ? "ended" : "attention"}>
          {t(row.acknowledged_at ? "result.seen" : "result.unseen")}
        </StatusDot>
      ),
    },
    {
      key: "seen_at",
      title: t("result.seen_at"),
      width: 170,
      align: "end",
      render: (row) => row.acknowledged_at && format.moment(row.acknowledged_at),
    },
  ];
  return (
    <DataTable
      name="goals.results"
      label={t("view.results")}
      identity={{
        key: "person",
        title: t("list.person"),
        width: 220,
        render: (row) => (
          <PersonCell
            person={{ name: row.employee.name, number: row.employee.number, unit: row.employee.unit_name }}
            link={(name) => (
              <Link to={`/results/${row.id}`} onClick={(event) => event.stopPropagation()}>
                {name}
              </Link>
            )}
          />
        ),
      }}
      columns={columns}
      rowKey={({ id }) => id}
      rowName={(row) => `${row.employee.name} ${month(row.month)}`}
      rows={rows}
      refreshing={list.isFetching}
      problem={list.error && !rows ? problemOf(list.error) : undefined}
      retry={() => void list.refetch()}
      next={list.data?.next}
      pages={pages}
      counted={(amount, count) => t("result.counted", { amount, count })}
      covers={<Covers month={search.month} />}
      empty={{ title: t("result.empty"), reason: t("result.empty_why") }}
      open={(row) => open(`/results/${row.id}`)}
      filters={<MonthFilter month={search.month} choose={(next) => go({ ...filters, month: next })} />}
    />
  );
}
