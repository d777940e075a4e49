import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionButton } from "@/shared/desk/ActionButton";
import { type Column, DataTable } from "@/shared/desk/DataTable";
import { listed } from "@/shared/desk/listed";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonCell } from "@/shared/desk/PersonCell";
import type { Selection } from "@/shared/desk/selection";
import { usePages } from "@/shared/desk/usePages";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { allWaiting, useTodos, useTodoTotal } from "../hooks";
import { caseState, type Outcome, type TodoView } from "../model";
import { useDeskSummary } from "../words";
import { BatchDrawer } from "./BatchDrawer";
import { CaseDrawer } from "./CaseDrawer";

export interface ApprovalsSearch {
  view?: "done";
  case?: string;
  after?: string;
  skip?: number;
}

interface Props {
  search: ApprovalsSearch;
  go: (search: ApprovalsSearch) => void;
}

/** What waits for one's answer; a row opens the case beside the list, to be worked through one after another. */
export function ApprovalsPage({ search, go }: Props) {
  const { t } = useTranslation("approval");
  const format = useFormat();
  const { now } = useToday();
  const which = search.view === "done" ? "done" : "waiting";
  const list = useTodos(which, search.after);
  const total = useTodoTotal();
  const summary = useDeskSummary();
  const pages = usePages(search, (place) => go({ view: search.view, ...place }));
  const rows = list.data?.items;
  const say = useSay();
  const [batch, setBatch] = useState<{ outcome: Outcome; rows: TodoView[]; clear: () => void }>();
  const open = (row: TodoView | undefined) => {
    setBatch(undefined);
    go({ ...search, case: row?.case_id });
  };
  /** Opens the answer to the chosen cases; "all" is read anew, so that it is what waits now. */
  const answer = async (outcome: Outcome, selection: Selection, clear: () => void) => {
    try {
      const chosen =
        selection.kind === "all"
          ? await allWaiting()
          : (rows ?? []).filter(({ case_id }) => selection.keys.has(case_id));
      go({ ...search, case: undefined });
      setBatch({ outcome, rows: chosen, clear });
    } catch (error) {
      say.problem(error);
    }
  };
  const at = rows?.findIndex((row) => row.case_id === search.case) ?? -1;

  const identity: Column<TodoView> = {
    key: "person",
    title: t("list.person"),
    width: 220,
    render: (row) => (
      <PersonCell
        person={{
          name: row.applicant?.name ?? t("list.unknown_person"),
          number: row.applicant?.number,
          unit: row.applicant?.unit_name,
        }}
        link={(name) => (
          <button
            type="button"
            className="row-open"
            onClick={(event) => {
              event.stopPropagation();
              open(row);
            }}
          >
            {name}
          </button>
        )}
      />
    ),
  };
  const columns: Column<TodoView>[] = [
    { key: "kind", title: t("list.kind"), width: 84, render: (row) => t(`kind.${row.kind}`) },
    { key: "content", title: t("list.content"), width: 180, render: (row) => summary(row) },
    which === "waiting"
      ? {
          key: "asked",
          title: t("list.asked"),
          width: 140,
          render: (row) => row.asked_at && format.ago(row.asked_at),
        }
      : {
          key: "outcome",
          title: t("list.outcome"),
          width: 200,
          render: (row) => (
            <StatusDot state={caseState(row.status)}>
              <Facts
                of={[
                  row.status === "effect_failed"
                    ? t("status.effect_failed")
                    : row.outcome && t(`outcome.${row.outcome}`),
                  row.decided_at && format.ago(row.decided_at),
                ]}
              />
            </StatusDot>
          ),
        },
  ];
  const step = (by: number) => {
    const row = rows?.[at + by];
    return row && (() => open(row));
  };

  return (
    <PageShell
      title={t("page.title")}
      purpose={t("page.purpose")}
      fill
      tabs={{
        active: which,
        go: (key) => go(key === "done" ? { view: "done" } : {}),
        items: [
          {
            key: "waiting",
            label: t("view.waiting"),
            count: total.data && `${total.data.total}${total.data.exact ? "" : "+"}`,
            href: "/approvals",
          },
          { key: "done", label: t("view.done"), href: "/approvals?view=done" },
        ],
      }}
    >
      <DataTable
        name="approvals"
        label={t("page.title")}
        identity={identity}
        columns={columns}
        rowKey={(row) => row.case_id}
        rowName={(row) => row.applicant?.name ?? row.case_id}
        {...listed(list)}
        pages={pages}
        total={
          which === "waiting" && total.data
            ? { count: total.data.total, capped: !total.data.exact }
            : undefined
        }
        counted={(amount, n) => t("counted", { amount, count: n })}
        covers={<Facts of={[t("covers"), t("as_of_moment", { moment: format.moment(now) })]} />}
        empty={
          which === "waiting"
            ? { title: t("empty.waiting"), reason: t("empty.waiting_why") }
            : { title: t("empty.done"), reason: t("empty.done_why") }
        }
        active={search.case}
        open={open}
        bulk={
          which === "waiting"
            ? (selection, amount, clear) => (
                <>
                  <ActionButton
                    type="primary"
                    permission="approval.decide"
                    onClick={() => void answer("approve", selection, clear)}
                  >
                    {t("batch.approve", { count: amount })}
                  </ActionButton>
                  <ActionButton
                    permission="approval.decide"
                    onClick={() => void answer("refuse", selection, clear)}
                  >
                    {t("batch.refuse", { count: amount })}
                  </ActionButton>
                </>
              )
            : undefined
        }
      />
      {batch && (
        <BatchDrawer
          key={`${batch.outcome}:${batch.rows.map(({ case_id }) => case_id).join()}`}
          {...batch}
          look={(row) => open(row)}
          close={() => setBatch(undefined)}
        />
      )}
      {search.case && (
        <CaseDrawer
          key={search.case}
          id={search.case}
          place={
            at >= 0 && rows ? { at: at + 1, of: rows.length, previous: step(-1), next: step(1) } : undefined
          }
          after={step(1) ?? step(-1)}
          close={() => open(undefined)}
        />
      )}
    </PageShell>
  );
}
