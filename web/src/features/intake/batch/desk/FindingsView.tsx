import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Card } from "@/shared/desk/Card";
import { type Column, DataTable } from "@/shared/desk/DataTable";
import { usePages } from "@/shared/desk/usePages";
import { useSay } from "@/shared/desk/useSay";
import { count } from "@/shared/format/numbers";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useEditBatch, useFindingKinds, useFindings } from "../hooks";
import { type BatchView, byCode, type RowFinding, severityState } from "../model";
import styles from "./Import.module.css";
import type { BatchSearch } from "./search";
import { useFindingWords } from "./words";

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
  const list = useFindings(batch.id, batch.revision, {
    severity: search.severity,
    code: search.code,
    after: search.after,
  });
  const pages = usePages(search, (place) => go({ severity: search.severity, code: search.code, ...place }));
  const [mending, setMending] = useState<string>();
  const rows = list.data?.items;
  const keyOf = (row: RowFinding) => `${row.row}:${row.column?.letter ?? ""}:${row.finding.code}`;
  const mendable = batch.state === "checked";

  const identity: Column<RowFinding> = {
    key: "finding",
    title: t("finding.what"),
    width: 300,
    render: (row) => (
      <div className={styles.finding}>
        <StatusDot state={severityState[row.finding.severity]}>{words.title(row)}</StatusDot>
        <span className={styles.why}>{words.detail(row)}</span>
      </div>
    ),
  };
  const columns: Column<RowFinding>[] = [
    {
      key: "row",
      title: t("finding.row"),
      width: 72,
      align: "end",
      render: (row) => (row.row === 0 ? t("finding.table") : row.row),
    },
    {
      key: "column",
      title: t("finding.column"),
      width: 130,
      render: (row) => row.column && `${row.column.letter} ${row.column.title}`,
    },
    {
      key: "cell",
      title: t("finding.cell"),
      width: 200,
      render: (row) =>
        mendable && row.row > 0 && row.column ? (
          mending === keyOf(row) ? (
            <Mend batch={batch} finding={row} close={() => setMending(undefined)} />
          ) : (
            <span className={styles.cell}>
              <span className="cut">{String(row.finding.params?.value ?? "")}</span>
              <Button size="small" onClick={() => setMending(keyOf(row))}>
                {t("mend.action")}
              </Button>
            </span>
          )
        ) : (
          String(row.finding.params?.value ?? "")
        ),
    },
  ];
  return (
    <div className={styles.findings}>
      <Card title={t("finding.kinds")} covers={kinds.data && count(kinds.data.length)} flush>
        <ul className={styles.kinds}>
          <li>
            <button
              type="button"
              aria-pressed={!search.code}
              onClick={() => go({ severity: search.severity })}
            >
              <b>{t("finding.all")}</b>
              <span>{kinds.data ? count(kinds.data.length) : ""}</span>
            </button>
          </li>
          {byCode(kinds.data ?? []).map(({ code, severity, count: amount }) => (
            <li key={code}>
              <button type="button" aria-pressed={search.code === code} onClick={() => go({ code })}>
                <StatusDot state={severityState[severity]}>{words.kind(code)}</StatusDot>
                <span>{count(amount)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Card>
      <DataTable
        name="import.findings"
        label={t("finding.list")}
        identity={identity}
        columns={columns}
        rowKey={keyOf}
        rowName={(row) => words.title(row)}
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
