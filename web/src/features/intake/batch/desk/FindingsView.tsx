import { Button, Input, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Card } from "@/shared/desk/Card";
import { TwoLines } from "@/shared/desk/Cut";
import { type Column, DataTable } from "@/shared/desk/DataTable";
import { usePages } from "@/shared/desk/usePages";
import { useSay } from "@/shared/desk/useSay";
import { count } from "@/shared/format/numbers";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useEditBatch, useFindingKinds, useFindings } from "../hooks";
import { type BatchView, byCode, cellOf, type RowFinding, severityState } from "../model";
import styles from "./Import.module.css";
import type { BatchSearch } from "./search";
import { useFindingWords } from "./words";

/** In the address: no kind chosen, all of them. */
const everyKind = "all";

interface Props {
  batch: BatchView;
  search: BatchSearch;
  go: (search: BatchSearch) => void;
}

/** What was noticed: the kinds at the left, the rows of the chosen kind beside them, a cell mended in place. */
export function FindingsView({ batch, search, go }: Props) {
  const { t } = useTranslation("intake");
  const words = useFindingWords();
  const kinds = useFindingKinds(batch.id, batch.revision);
  const byKind = byCode(kinds.data ?? []);
  // What stands in the way comes first; the whole list is one press away.
  const code = search.code ?? (search.severity ? everyKind : (byKind[0]?.code ?? everyKind));
  const list = useFindings(
    batch.id,
    batch.revision,
    { severity: search.severity, code: code === everyKind ? undefined : code, after: search.after },
    kinds.data !== undefined || kinds.isError,
  );
  const pages = usePages(search, (place) => go({ severity: search.severity, code: search.code, ...place }));
  const [mending, setMending] = useState<string>();
  const rows = list.data?.items;
  const keyOf = (row: RowFinding) => `${row.row}:${row.column?.letter ?? ""}:${row.finding.code}`;
  const mendable = batch.state === "checked";

  const cellText = (row: RowFinding) => {
    const cell = cellOf(row);
    if (cell === "blank") return t("finding.blank");
    if (cell === "hidden") return t("finding.hidden");
    return cell?.text ?? "";
  };

  const identity: Column<RowFinding> = {
    key: "person",
    title: t("change.person"),
    width: 140,
    render: (row) =>
      row.row === 0 ? (
        t("finding.table")
      ) : (
        <TwoLines main={row.name ?? t("change.no_name")} sub={row.number ?? t("change.no_number")} />
      ),
  };
  const columns: Column<RowFinding>[] = [
    {
      key: "row",
      title: t("finding.row"),
      width: 64,
      align: "end",
      render: (row) => (row.row === 0 ? undefined : row.row),
    },
    {
      key: "finding",
      title: t("finding.what"),
      width: 250,
      render: (row) => (
        <div className={styles.finding}>
          <StatusDot state={severityState[row.finding.severity]}>{words.title(row)}</StatusDot>
          <span className={styles.why}>{words.detail(row)}</span>
        </div>
      ),
    },
    {
      key: "cell",
      title: t("finding.cell"),
      width: 220,
      render: (row) =>
        mending === keyOf(row) ? (
          <Mend batch={batch} finding={row} close={() => setMending(undefined)} />
        ) : (
          <span className={styles.cell}>
            <TwoLines
              main={cellText(row)}
              sub={
                row.column && (row.row === 0 ? row.column.letter : `${row.column.letter} ${row.column.title}`)
              }
            />
            {mendable && row.row > 0 && row.column && (
              <Button size="small" onClick={() => setMending(keyOf(row))}>
                {t("mend.action")}
              </Button>
            )}
          </span>
        ),
    },
  ];
  return (
    <div className={styles.findings}>
      <Card
        title={t("finding.kinds")}
        covers={t("finding.sum", {
          errors: count(batch.counts.errors),
          warnings: count(batch.counts.warnings),
        })}
        flush
      >
        {kinds.isPending ? (
          <Skeleton active title={false} paragraph={{ rows: 8 }} className={styles.bones} />
        ) : (
          <ul className={styles.kinds}>
            {byKind.map((kind) => (
              <li key={kind.code}>
                <button
                  type="button"
                  aria-pressed={code === kind.code}
                  onClick={() => go({ code: kind.code })}
                >
                  <StatusDot state={severityState[kind.severity]}>{words.kind(kind.code)}</StatusDot>
                  <span>{count(kind.count)}</span>
                </button>
              </li>
            ))}
            <li>
              <button type="button" aria-pressed={code === everyKind} onClick={() => go({ code: everyKind })}>
                <b>{t("finding.all")}</b>
                <span>{kinds.data ? count(kinds.data.length) : ""}</span>
              </button>
            </li>
          </ul>
        )}
      </Card>
      <DataTable
        name="import.findings"
        label={t("finding.list")}
        identity={identity}
        columns={columns}
        rowKey={keyOf}
        rowName={(row) => [row.name, words.title(row)].filter(Boolean).join(" ")}
        rows={rows}
        refreshing={list.isFetching}
        problem={list.error && !rows ? problemOf(list.error) : undefined}
        retry={() => void list.refetch()}
        next={list.data?.next}
        pages={pages}
        counted={(amount) => amount}
        empty={{ title: t("finding.none"), reason: t("finding.none_why") }}
      />
    </div>
  );
}

/** A cell mended in place; the file's own text stays below until it is sent. */
function Mend({ batch, finding, close }: { batch: BatchView; finding: RowFinding; close: () => void }) {
  const { t } = useTranslation("intake");
  const say = useSay();
  const { mend } = useEditBatch(batch.id);
  const old = finding.finding.params?.value;
  const [value, setValue] = useState(typeof old === "string" && !old.includes("*") ? old : "");
  const send = () =>
    mend.mutateAsync({ row: finding.row, column: finding.column?.letter ?? "", value }).then(() => {
      say.done(t("mend.done", { row: finding.row }));
      close();
    }, say.problem);
  return (
    <form
      className={styles.mend}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Input
        autoFocus
        size="small"
        value={value}
        aria-label={t("mend.field", { row: finding.row, column: finding.column?.title })}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && close()}
      />
      <Button size="small" type="primary" htmlType="submit" loading={mend.isPending}>
        {t("mend.save")}
      </Button>
      {old !== undefined && <small className="caption">{t("mend.old", { value: String(old) })}</small>}
    </form>
  );
}
