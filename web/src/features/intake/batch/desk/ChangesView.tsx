import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { TwoLines } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { usePages } from "@/shared/desk/usePages";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Tag } from "@/shared/parts/Tag";
import { useChanges } from "../hooks";
import { type BatchView, outcomeState, outcomes } from "../model";
import styles from "./Import.module.css";
import type { BatchSearch } from "./search";

interface Props {
  batch: BatchView;
  search: BatchSearch;
  go: (search: BatchSearch) => void;
}

/** The dry run: what an application would make of each row. Nothing of it is written yet. */
export function ChangesView({ batch, search, go }: Props) {
  const { t } = useTranslation("intake");
  const list = useChanges(batch.id, batch.revision, search.outcome, search.after);
  const pages = usePages(search, (place) => go({ view: "changes", outcome: search.outcome, ...place }));
  const rows = list.data?.items;
  return (
    <DataTable
      name="import.changes"
      label={t("view.changes")}
      filters={
        <FilterSelect
          label={t("change.outcome")}
          value={search.outcome}
          all={t("change.all")}
          options={outcomes.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
          onChange={(outcome) => go({ view: "changes", outcome })}
        />
      }
      identity={{
        key: "person",
        title: t("change.person"),
        width: 190,
        render: (row) => (
          <TwoLines main={row.name ?? t("change.no_name")} sub={row.number ?? t("change.no_number")} />
        ),
      }}
      columns={[
        { key: "row", title: t("finding.row"), width: 64, align: "end", render: (row) => row.row },
        {
          key: "outcome",
          title: t("change.outcome"),
          width: 130,
          render: (row) => (
            <StatusDot state={outcomeState[row.outcome]}>{t(`outcome.${row.outcome}`)}</StatusDot>
          ),
        },
        {
          key: "unit",
          title: t("change.unit"),
          width: 190,
          render: (row) => <TwoLines main={row.unit.at(-1)} sub={row.unit.slice(0, -1).join(" / ")} />,
        },
        { key: "job", title: t("change.job"), width: 110, render: (row) => row.job },
        {
          key: "changes",
          title: t("change.what"),
          width: 260,
          render: (row) => (
            <span className={styles.what}>
              {row.outcome === "created" && row.new_person && (
                <Tag tone="primary">{t("change.new_person")}</Tag>
              )}
              {row.manager_vacant && row.outcome !== "refused" && (
                <Tag tone="warning">{t("change.manager_vacant")}</Tag>
              )}
              <Facts
                of={row.changes.map(({ field, before, after }) => (
                  <span key={field}>
                    {t(`field.${field}`)}{" "}
                    {after === "" ? (
                      t("change.hidden")
                    ) : (
                      <>
                        {before && <del>{before}</del>} <b>{after}</b>
                      </>
                    )}
                  </span>
                ))}
              />
            </span>
          ),
        },
      ]}
      rowKey={(row) => String(row.row)}
      rowName={(row) => row.name ?? String(row.row)}
      rows={rows}
      refreshing={list.isFetching}
      problem={list.error && !rows ? problemOf(list.error) : undefined}
      retry={() => void list.refetch()}
      next={list.data?.next}
      pages={pages}
      counted={(amount) => amount}
      empty={{ title: t("change.none"), reason: t("change.none_why") }}
    />
  );
}
