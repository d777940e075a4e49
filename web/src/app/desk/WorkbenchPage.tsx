import { Link, useNavigate } from "@tanstack/react-router";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useTodos, useTodoTotal } from "@/features/approval/case/hooks";
import { useBatches } from "@/features/intake/batch/hooks";
import { useFailedJobs, useFailedMessages } from "@/features/ops/queue/hooks";
import { usePeopleTotal, useUnits } from "@/features/people/hooks";
import { GoalTodosCard } from "@/features/performance/goal/desk/GoalTodosCard";
import { useGoalList } from "@/features/performance/goal/hooks";
import { LeaveCard } from "@/features/time/leave/desk/LeaveCard";
import { Can, useCan, useCanEverywhere, useSession } from "@/shared/access/Session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonCell } from "@/shared/desk/PersonCell";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { count } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import styles from "./Workbench.module.css";
import {
  Begin,
  Expiring,
  Failing,
  Joining,
  LatestImports,
  OnProbation,
  useJoining,
  useOnProbation,
} from "./WorkbenchCards";

/** So many cases are named on the page. */
const TODOS = 8;

/** What is to be done today: each card opens exactly the list it counts. */
export function WorkbenchPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { day, now } = useToday();
  const session = useSession();
  const navigate = useNavigate();
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
    <PageShell
      title={t("nav.workbench")}
      purpose={t("workbench.purpose", { day: format.day(day) })}
      actions={
        <Can permission="people.write">
          <ActionButton
            type="primary"
            icon={<Icon name="plus" />}
            onClick={() => void navigate({ to: "/people/hire" })}
          >
            {t("palette.do.hire")}
          </ActionButton>
        </Can>
      }
    >
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
  amount: { total: number; exact: boolean } | undefined;
  /** The count could not be read; the list behind the tile says why. */
  failed?: boolean;
  /** Words of what is counted, by its number. */
  unit: string;
  note?: ReactNode;
  covers: string;
  to: string;
  search?: Record<string, string>;
  urgent?: boolean;
}

function Tile({ label, amount, failed, unit, note, covers, to, search, urgent }: TileProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { now } = useToday();
  return (
    <Link to={to} search={search as never} className={styles.tile}>
      <span className={styles.label}>{label}</span>
      <span className={styles.amount} data-urgent={urgent || undefined}>
        {amount ? (
          <>
            {`${count(amount.total)}${amount.exact ? "" : "+"}`}{" "}
            <small>{t(unit, { count: amount.total })}</small>
          </>
        ) : failed ? (
          "—"
        ) : (
          <i className={styles.bone} />
        )}
      </span>
      <span className="caption">{failed ? t("state.failed") : note}</span>
      <span className={styles.covers}>
        <span>{covers}</span>
        <span>{t("workbench.as_of", { moment: format.shortMoment(now) })}</span>
      </span>
    </Link>
  );
}

const exactly = (total: number | undefined) => (total === undefined ? undefined : { total, exact: true });

function Approvals() {
  const { t } = useTranslation();
  const format = useFormat();
  const total = useTodoTotal();
  const oldest = useTodos("waiting", undefined, TODOS).data?.items[0]?.asked_at;
  return (
    <Tile
      label={t("workbench.approvals")}
      amount={total.data}
      failed={total.isError}
      unit="workbench.cases"
      note={oldest && t("workbench.oldest", { moment: format.ago(oldest) })}
      covers={t("workbench.mine")}
      to="/approvals"
    />
  );
}

/** Goals about which somebody asked back. */
function Questions() {
  const { t } = useTranslation();
  const goals = useGoalList({ state: "questioned" }, undefined, 200);
  return (
    <Tile
      label={t("workbench.questions")}
      amount={goals.data && { total: goals.data.items.length, exact: !goals.data.next }}
      failed={goals.isError}
      unit="workbench.goals"
      covers={t("workbench.in_sight")}
      to="/goals"
      search={{ state: "questioned" }}
    />
  );
}

function Planned() {
  const { t } = useTranslation();
  const format = useFormat();
  const total = usePeopleTotal({ state: ["planned"] });
  const next = useJoining()?.[0]?.work?.first_day;
  return (
    <Tile
      label={t("workbench.planned")}
      amount={total.data}
      failed={total.isError}
      unit="workbench.people"
      note={next && t("workbench.next", { day: format.shortDay(next) })}
      covers={t("workbench.in_sight")}
      to="/people"
      search={{ view: "planned" }}
    />
  );
}

function Probation() {
  const { t } = useTranslation();
  const total = usePeopleTotal({ state: ["probation"] });
  const first = useOnProbation()?.[0]?.work?.first_day;
  return (
    <Tile
      label={t("workbench.probation")}
      amount={total.data}
      failed={total.isError}
      unit="workbench.people"
      note={first && t("workbench.longest", { day: first })}
      covers={t("workbench.in_sight")}
      to="/people"
      search={{ view: "probation" }}
    />
  );
}

function Vacant() {
  const { t } = useTranslation();
  const tree = useUnits();
  const units = tree.data?.units;
  return (
    <Tile
      label={t("workbench.vacant")}
      amount={exactly(units?.filter(({ head_name }) => !head_name).length)}
      failed={tree.isError && !units}
      unit="workbench.units"
      note={units && t("workbench.units_in_all", { count: units.length })}
      covers={t("workbench.in_sight")}
      to="/organisation"
      search={{ view: "vacant" }}
    />
  );
}

function Imports() {
  const { t } = useTranslation();
  const format = useFormat();
  const batches = useBatches();
  const latest = batches.data?.items[0];
  return (
    <Tile
      label={t("workbench.imports")}
      amount={exactly(batches.data?.items.filter(({ state }) => state === "checked").length)}
      failed={batches.isError}
      unit="workbench.batches"
      note={latest && t("workbench.latest", { moment: format.ago(latest.created_at) })}
      covers={t("workbench.in_sight")}
      to="/import"
    />
  );
}

function Failures() {
  const { t } = useTranslation();
  const jobs = useFailedJobs("dead");
  const messages = useFailedMessages();
  const dead = jobs.data;
  const lost = messages.data;
  const amount = dead &&
    lost && { total: dead.items.length + lost.items.length, exact: !dead.next && !lost.next };
  return (
    <Tile
      label={t("workbench.failures")}
      amount={amount}
      failed={jobs.isError || messages.isError}
      unit="workbench.cases"
      note={
        dead && lost && t("workbench.failures_of", { jobs: dead.items.length, messages: lost.items.length })
      }
      covers={t("workbench.everywhere")}
      to="/settings/operations"
      search={dead?.items.length === 0 && lost?.items.length ? { view: "messages" } : undefined}
      urgent={Boolean(amount?.total)}
    />
  );
}

/** The longest waiting cases, to begin with. */
function Todos() {
  const { t } = useTranslation(["common", "approval"]);
  const format = useFormat();
  const list = useTodos("waiting", undefined, TODOS);
  const rows = list.data?.items;
  if (!rows)
    return (
      <Card title={t("workbench.todos")} covers={t("workbench.mine")}>
        {list.error ? (
          <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />
        ) : (
          <Skeleton active title={false} />
        )}
      </Card>
    );
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
