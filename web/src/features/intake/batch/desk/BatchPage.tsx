import { Link } from "@tanstack/react-router";
import { Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf, supportLine } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { JobCard } from "@/shared/desk/JobCard";
import { PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { count } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useApply, useBatch, useProgress, useUndoBatch } from "../hooks";
import { type BatchView, batchState, hindrances } from "../model";
import { ChangesView } from "./ChangesView";
import { ColumnsView } from "./ColumnsView";
import { FindingsView } from "./FindingsView";
import styles from "./Import.module.css";
import { Steps } from "./Steps";
import type { BatchSearch } from "./search";
import { UnitsView } from "./UnitsView";

interface Props {
  id: string;
  search: BatchSearch;
  go: (search: BatchSearch) => void;
}

/** One roster: what was noticed, what is to be decided, what it would make of the company, and the two big buttons. */
export function BatchPage({ id, search, go }: Props) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  const found = useBatch(id);
  const batch = found.data;
  const path = <Link to="/import">{t("page.title")}</Link>;
  if (!batch) {
    return (
      <PageShell title={t("batch.title")} purpose={t("page.purpose")} path={path}>
        {found.error ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </PageShell>
    );
  }
  const { counts } = batch;
  const view = search.view ?? "findings";
  return (
    <PageShell
      path={path}
      title={batch.file_name}
      status={<StatusDot state={batchState[batch.state]}>{t(`state.${batch.state}`)}</StatusDot>}
      purpose={
        <Facts
          of={[
            t(batch.sheet ? "batch.purpose" : "batch.purpose_plain", {
              sheet: batch.sheet,
              rows: count(counts.rows),
              columns: batch.layout.columns.length,
              at: format.moment(batch.created_at),
            }),
            batch.undone_at
              ? t("batch.undone", { at: format.moment(batch.undone_at) })
              : batch.applied_at
                ? t("batch.applied", { at: format.moment(batch.applied_at) })
                : t("batch.open"),
          ]}
        />
      }
      actions={<Actions batch={batch} />}
      tabs={{
        active: view,
        go: (key) => go(key === "findings" ? {} : { view: key as BatchSearch["view"] }),
        items: [
          {
            key: "findings",
            label: t("view.findings"),
            count: count(counts.errors + counts.warnings + counts.infos),
            href: `/import/${id}`,
          },
          {
            key: "units",
            label: t("view.units"),
            count: count(counts.new_units + counts.asked_units),
            href: `/import/${id}?view=units`,
          },
          {
            key: "changes",
            label: t(batch.applied_at ? "view.rows" : "view.changes"),
            count: count(counts.rows),
            href: `/import/${id}?view=changes`,
          },
          {
            key: "columns",
            label: t("view.columns"),
            count: count(batch.layout.columns.length),
            href: `/import/${id}?view=columns`,
          },
        ],
      }}
    >
      <Steps batch={batch} />
      <Applying batch={batch} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {batch.state === "purged" ? (
            <StateBlock icon="time" title={t("state.purged")}>
              {problemWords(t, { code: "intake.purged", status: 409 })}
            </StateBlock>
          ) : (
            <View view={view} batch={batch} search={search} go={go} />
          )}
        </div>
        <Result batch={batch} />
      </div>
    </PageShell>
  );
}

function View({ view, batch, search, go }: { view: string; batch: BatchView } & Omit<Props, "id">) {
  switch (view) {
    case "units":
      return <UnitsView batch={batch} />;
    case "changes":
      return <ChangesView batch={batch} search={search} go={go} />;
    case "columns":
      return <ColumnsView batch={batch} />;
    default:
      return <FindingsView batch={batch} search={search} go={go} />;
  }
}

/** What an application would make, and what stands against it. */
function Result({ batch }: { batch: BatchView }) {
  const { t } = useTranslation("intake");
  const format = useFormat();
  const { counts } = batch;
  const lines: [string, number, boolean?][] = [
    ["created", counts.created],
    ["changed", counts.changed],
    ["unchanged", counts.unchanged],
    ["refused", counts.refused, true],
    ["skipped", counts.skipped],
  ];
  const made: [string, number][] = [
    ["new_people", counts.new_people],
    ["new_units", counts.new_units],
    ["new_jobs", counts.new_jobs],
  ];
  return (
    <Card
      title={t(batch.applied_at ? "result.applied" : "result.title")}
      covers={
        batch.undone_at
          ? t("state.undone")
          : batch.applied_at
            ? format.shortMoment(batch.applied_at)
            : t("result.covers")
      }
    >
      <dl className={styles.result}>
        {lines.map(([name, amount, bad]) => (
          <div key={name}>
            <dt>{t(`outcome.${name}`)}</dt>
            <dd data-bad={(bad && amount > 0) || undefined}>{count(amount)}</dd>
          </div>
        ))}
      </dl>
      <dl className={styles.result}>
        {made.map(([name, amount]) => (
          <div key={name}>
            <dt>{t(`result.${name}`)}</dt>
            <dd>{count(amount)}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.next}>
        {counts.errors > 0 && (
          <li>
            <StatusDot state="blocked">{t("result.errors", { count: counts.errors })}</StatusDot>
          </li>
        )}
        {counts.asked_units > 0 && batch.state === "checked" && (
          <li>
            <StatusDot state="attention">{t("result.asked", { count: counts.asked_units })}</StatusDot>
          </li>
        )}
        {counts.warnings > 0 && (
          <li>
            <StatusDot state="attention">{t("result.warnings", { count: counts.warnings })}</StatusDot>
          </li>
        )}
      </ul>
      <p className="caption">{t("result.refused_why")}</p>
      {batch.state === "applied" && (
        <p className={styles.onwards}>
          <Link to="/people">{t("result.people")}</Link>
          <Link to="/organisation">{t("result.units")}</Link>
        </p>
      )}
    </Card>
  );
}

function Actions({ batch }: { batch: BatchView }) {
  const { t } = useTranslation("intake");
  const say = useSay();
  const apply = useApply(batch.id);
  const undo = useUndoBatch(batch.id);
  const [problem, setProblem] = useState<Problem>();
  const why = hindrances(batch);
  const taken = batch.counts.created + batch.counts.changed;
  const failed = (error: unknown) => setProblem(problemOf(error));
  return (
    <>
      {problem && (
        <div className={styles.floating}>
          <Notice tone="danger" alert title={problemWords(t, problem)}>
            <Reasons problem={problem} />
            <small>{supportLine(problem)}</small>
          </Notice>
        </div>
      )}
      {batch.state === "applied" && (
        <Popconfirm
          title={t("undo.title", { count: taken })}
          description={t("undo.why")}
          okText={t("undo.action")}
          cancelText={t("common:action.cancel")}
          onConfirm={() =>
            undo
              .mutateAsync()
              .then(({ removed, restored }) => say.done(t("undo.done", { removed, restored })), failed)
          }
        >
          <span>
            <ActionButton permission="intake.run" icon={<Icon name="undo" />} loading={undo.isPending}>
              {t("undo.action")}
            </ActionButton>
          </span>
        </Popconfirm>
      )}
      {batch.state === "checked" && batch.plan_sha256 && (
        <ActionButton
          type="primary"
          permission="intake.run"
          loading={apply.isPending}
          blocked={why[0] && t(`hindered.${why[0]}`)}
          onClick={() => {
            setProblem(undefined);
            apply
              .mutateAsync(batch.plan_sha256 ?? "")
              .then(
                ({ counts }) => say.done(t("apply.done", { count: counts.created + counts.changed })),
                failed,
              );
          }}
        >
          {t("apply.action", { count: taken })}
        </ActionButton>
      )}
    </>
  );
}

/** What stands on the rows that should be taken back. */
function Reasons({ problem }: { problem: Problem }) {
  const { t } = useTranslation("intake");
  const reasons: unknown = (problem.params as Record<string, unknown> | undefined)?.reasons;
  if (!Array.isArray(reasons)) return null;
  const known = reasons as { kind: string; what: string; count: number }[];
  return (
    <ul>
      {known.slice(0, 5).map(({ kind, what, count: amount }) => (
        <li key={`${kind}:${what}`}>
          {t(`undo.${kind}`, { what: t(`undo.what.${what}`, { defaultValue: what }), count: amount })}
        </li>
      ))}
    </ul>
  );
}

function Applying({ batch }: { batch: BatchView }) {
  const { t } = useTranslation("intake");
  const progress = useProgress(batch.id, batch.state === "applying");
  if (batch.state !== "applying" && !batch.failure) return null;
  return (
    <div className={styles.job}>
      <JobCard
        title={batch.file_name}
        state={batch.failure ? "failed" : "running"}
        phase={t("apply.phase")}
        done={progress.data?.done ?? 0}
        total={progress.data?.rows ?? batch.counts.created + batch.counts.changed}
        fault={batch.failure ? problemWords(t, { code: batch.failure, status: 409 }) : undefined}
      />
    </div>
  );
}
