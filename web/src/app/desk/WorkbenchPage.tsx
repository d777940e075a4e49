import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTodos, useTodoTotal } from "@/features/approval/case/hooks";
import { useBatches } from "@/features/intake/batch/hooks";
import { useFailedJobs, useFailedMessages } from "@/features/ops/queue/hooks";
import { usePeopleTotal, useUnits } from "@/features/people/hooks";
import { GoalTodosCard } from "@/features/performance/goal/desk/GoalTodosCard";
import { useGoalList } from "@/features/performance/goal/hooks";
import { LeaveCard } from "@/features/time/leave/desk/LeaveCard";
import { useCan, useCanEverywhere, useSession } from "@/shared/access/Session";
import { Card } from "@/shared/desk/Card";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonCell } from "@/shared/desk/PersonCell";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import styles from "./Workbench.module.css";
import { Begin, Expiring, Failing, Joining, LatestImports, OnProbation } from "./WorkbenchCards";

/** What is to be done today: each card opens exactly the list it counts. */
export function WorkbenchPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { day, now } = useToday();
  const session = useSession();
  const acts = session?.employment !== undefined;
  const sees = {
    approvals: useCan("approval.decide") && acts,
    people: useCan("people.write") || (session?.beyond.includes("people.read") ?? false),
    org: useCan("org.write"),
    intake: useCan("intake.run"),
    ops: useCanEverywhere("ops.read"),
    leave: useCan("leave.read"),
    goals: useCan("goal.assign"),
    ownGoals: useCan("goal.read") && acts,
    documents: useCan("document.write") || (session?.beyond.includes("document.read") ?? false),
  };
  return (
    <PageShell title={t("nav.workbench")} purpose={<Facts of={[t("workbench.purpose"), format.day(day)]} />}>
      <div className={styles.tiles}>
        {sees.approvals && <Approvals />}
        {sees.goals && <Questions />}
        {sees.people && <Planned />}
        {sees.people && <Probation />}
        {sees.org && <Vacant />}
        {sees.intake && <Imports />}
        {sees.ops && <Failures />}
      </div>
      <div className={styles.columns}>
        <div className={styles.column}>
          {sees.people && sees.intake && <Begin />}
          {sees.approvals && <Todos />}
          {sees.ownGoals && (
            <GoalTodosCard
              covers={
                <Facts
                  of={[t("workbench.mine"), t("workbench.as_of", { moment: format.shortMoment(now) })]}
                />
              }
            />
          )}
          {sees.people && <Joining />}
          {sees.people && <OnProbation />}
          {sees.documents && <Expiring />}
        </div>
        <div className={styles.column}>
          {sees.leave && session?.employment && <LeaveCard employment={session.employment.id} />}
          {sees.ops && <Failing />}
          {sees.intake && <LatestImports />}
        </div>
      </div>
    </PageShell>
  );
}

interface TileProps {
  label: string;
  /** `undefined` while it is counted. */
  amount: string | undefined;
  unit: string;
  note?: ReactNode;
  covers: string;
  to: string;
  search?: Record<string, string>;
  urgent?: boolean;
}

function Tile({ label, amount, unit, note, covers, to, search, urgent }: TileProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { now } = useToday();
  return (
    <Link to={to} search={search as never} className={styles.tile}>
      <span className={styles.label}>{label}</span>
      <span className={styles.amount} data-urgent={urgent || undefined}>
        {amount ?? <i className={styles.bone} />} <small>{unit}</small>
      </span>
      <span className="caption">{note}</span>
      <span className={styles.covers}>
        <span>{covers}</span>
        <span>{t("workbench.as_of", { moment: format.shortMoment(now) })}</span>
      </span>
    </Link>
  );
}

const shown = (total: { total: number; exact: boolean } | undefined) =>
  total && `${total.total.toLocaleString("en-US")}${total.exact ? "" : "+"}`;

function Approvals() {
  const { t } = useTranslation();
  const total = useTodoTotal().data;
  return (
    <Tile
      label={t("workbench.approvals")}
      amount={shown(total)}
      unit={t("workbench.cases")}
      covers={t("workbench.mine")}
      to="/approvals"
    />
  );
}

/** Goals about which somebody asked back. */
function Questions() {
  const { t } = useTranslation();
  const goals = useGoalList({ state: "questioned" }, undefined, 200).data;
  return (
    <Tile
      label={t("workbench.questions")}
      amount={goals && `${goals.items.length}${goals.next ? "+" : ""}`}
      unit={t("workbench.goals")}
      covers={t("workbench.in_sight")}
      to="/goals"
      search={{ state: "questioned" }}
    />
  );
}

function Planned() {
  const { t } = useTranslation();
  return (
    <Tile
      label={t("workbench.planned")}
      amount={shown(usePeopleTotal({ state: ["planned"] }).data)}
      unit={t("workbench.people")}
      covers={t("workbench.in_sight")}
      to="/people"
      search={{ view: "planned" }}
    />
  );
}

function Probation() {
  const { t } = useTranslation();
  return (
    <Tile
      label={t("workbench.probation")}
      amount={shown(usePeopleTotal({ state: ["probation"] }).data)}
      unit={t("workbench.people")}
      covers={t("workbench.in_sight")}
      to="/people"
      search={{ view: "probation" }}
    />
  );
}

function Vacant() {
  const { t } = useTranslation();
  const units = useUnits().data?.units;
  return (
    <Tile
      label={t("workbench.vacant")}
      amount={units && String(units.filter(({ head_name }) => !head_name).length)}
      unit={t("workbench.units")}
      covers={t("workbench.in_sight")}
      to="/organisation"
      search={{ view: "vacant" }}
    />
  );
}

function Imports() {
  const { t } = useTranslation();
  const batches = useBatches();
  if (batches.error) return null;
  const waiting = batches.data?.items.filter(({ state }) => state === "checked").length;
  return (
    <Tile
      label={t("workbench.imports")}
      amount={waiting === undefined ? undefined : String(waiting)}
      unit={t("workbench.batches")}
      covers={t("workbench.in_sight")}
      to="/import"
    />
  );
}

function Failures() {
  const { t } = useTranslation();
  const jobs = useFailedJobs("dead").data;
  const messages = useFailedMessages().data;
  const amount = jobs && messages && jobs.items.length + messages.items.length;
  const more = jobs?.next || messages?.next;
  return (
    <Tile
      label={t("workbench.failures")}
      amount={amount === undefined ? undefined : `${amount}${more ? "+" : ""}`}
      unit={t("workbench.cases")}
      note={
        jobs &&
        messages &&
        t("workbench.failures_of", { jobs: jobs.items.length, messages: messages.items.length })
      }
      covers={t("workbench.everywhere")}
      to="/settings/operations"
      search={jobs?.items.length === 0 && messages?.items.length ? { view: "messages" } : undefined}
      urgent={Boolean(amount)}
    />
  );
}

/** The longest waiting cases, to begin with. */
function Todos() {
  const { t } = useTranslation(["common", "approval"]);
  const format = useFormat();
  const list = useTodos("waiting", undefined, 8);
  const rows = list.data?.items;
  if (!rows) return null;
  return (
    <Card
      title={t("workbench.todos")}
      aside={rows.length > 0 && <Link to="/approvals">{t("workbench.all_todos")}</Link>}
      covers={t("workbench.mine")}
      flush
    >
      {rows.length === 0 ? (
        <p className={styles.none}>{t("workbench.no_todos")}</p>
      ) : (
        <ul className={styles.todos}>
          {rows.map((row) => (
            <li key={`${row.case_id}:${row.node}`}>
              <PersonCell
                person={{
                  name: row.applicant?.name ?? "",
                  number: row.applicant?.number,
                  unit: row.applicant?.unit_name,
                }}
              />
              <span>{t(`approval:kind.${row.kind}`)}</span>
              <StatusDot state="attention">{row.asked_at && format.ago(row.asked_at)}</StatusDot>
              <Link to="/approvals" search={{ case: row.case_id } as never}>
                {t("workbench.decide")}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
