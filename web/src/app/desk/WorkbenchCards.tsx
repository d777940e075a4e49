import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBatches } from "@/features/intake/batch/hooks";
import { batchState } from "@/features/intake/batch/model";
import { useFailedJobs, useFailedMessages } from "@/features/ops/queue/hooks";
import { Expiry } from "@/features/people/document/desk/Expiry";
import { useExpiring } from "@/features/people/document/hooks";
import { daysLater } from "@/features/people/document/model";
import { usePeople, usePeopleTotal } from "@/features/people/hooks";
import { cardStates, type PersonRow } from "@/features/people/model";
import { Card } from "@/shared/desk/Card";
import { PersonCell } from "@/shared/desk/PersonCell";
import { count } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { NamedPerson } from "./pages/NamedPerson";
import styles from "./Workbench.module.css";

/** What a card covers: scope and moment. */
function useCovers(scope: "in_sight" | "everywhere"): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { now } = useToday();
  return <Facts of={[t(`workbench.${scope}`), t("workbench.as_of", { moment: format.shortMoment(now) })]} />;
}

/** The first steps of a company that has nobody in it yet. */
export function Begin() {
  const { t } = useTranslation();
  const total = usePeopleTotal({ state: [...cardStates] }).data?.total;
  if (total !== 0) return null;
  const steps = [
    { key: "roster", to: "/import" },
    { key: "accounts", to: "/settings/accounts" },
    { key: "grants", to: "/settings/access" },
  ] as const;
  return (
    <Card title={t("begin.title")} covers={t("begin.why")}>
      <ol className={styles.steps}>
        {steps.map(({ key, to }) => (
          <li key={key}>
            <span>
              <b>{t(`begin.${key}`)}</b>
              <span className="caption"> {t(`begin.${key}_why`)}</span>
            </span>
            <Link to={to}>{t(`begin.${key}_go`)}</Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}

const AT_MOST = 6;

/** The list comes newest first; all of it on one page can be turned around. */
const oldestFirst = (list: { items: PersonRow[]; next?: string | null } | undefined) =>
  list && (list.next ? list.items : [...list.items].reverse());

export const useJoining = () => oldestFirst(usePeople({ state: ["planned"], sort: "first_day" }).data);
export const useOnProbation = () => oldestFirst(usePeople({ state: ["probation"], sort: "first_day" }).data);

interface NextPeopleProps {
  state: "planned" | "probation";
  /** Nothing while they are being read. */
  rows: PersonRow[] | undefined;
  /** What of each of them is to be known. */
  note: (work: NonNullable<PersonRow["work"]>) => ReactNode;
}

/** People in a state that ends, those first whose turn comes soonest; leads to all of them. */
function NextPeople({ state, rows, note }: NextPeopleProps) {
  const { t } = useTranslation();
  const covers = useCovers("in_sight");
  if (!rows || rows.length === 0) return null;
  return (
    <Card
      title={t(`workbench.${state}`)}
      aside={
        <Link to="/people" search={{ view: state } as never}>
          {t("workbench.all_todos")}
        </Link>
      }
      covers={covers}
      flush
    >
      <ul className={styles.rows}>
        {rows.slice(0, AT_MOST).map((row) => (
          <li key={row.employment_id}>
            <PersonCell
              person={{ name: row.name, number: row.number, unit: row.unit_name ?? undefined }}
              link={(name) => <Link to={`/people/${row.employment_id}`}>{name}</Link>}
            />
            <span>{row.job_name}</span>
            {row.work && note(row.work)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Who starts soon, the nearest first. */
export function Joining() {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <NextPeople
      state="planned"
      rows={useJoining()}
      note={({ first_day }) => (
        <StatusDot state="planned">{t("workbench.starts", { day: format.shortDay(first_day) })}</StatusDot>
      )}
    />
  );
}

/** Who is on probation, the longest there first: theirs ends soonest. */
export function OnProbation() {
  const { t } = useTranslation();
  return (
    <NextPeople
      state="probation"
      rows={useOnProbation()}
      note={({ first_day }) => (
        <StatusDot state="active">{t("workbench.since", { day: first_day })}</StatusDot>
      )}
    />
  );
}

/** Documents that have ended or soon will, the soonest first. */
export function Expiring() {
  const { t } = useTranslation(["common", "people"]);
  const { day } = useToday();
  const covers = useCovers("in_sight");
  const rows = useExpiring(daysLater(day, 60)).data?.items;
  if (!rows || rows.length === 0) return null;
  return (
    <Card
      title={t("workbench.expiring")}
      aside={<Link to="/people/expiring">{t("workbench.all_todos")}</Link>}
      covers={covers}
      flush
    >
      <ul className={styles.rows}>
        {rows.slice(0, AT_MOST).map((row) => (
          <li key={`${row.employment_id}:${row.id}`}>
            <NamedPerson employment={row.employment_id} to={`/people/${row.employment_id}?tab=documents`} />
            <span>{row.title}</span>
            <Expiry day={row.expires_on} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What the machine could not do, the newest first. */
export function Failing() {
  const { t } = useTranslation(["common", "ops"]);
  const format = useFormat();
  const covers = useCovers("everywhere");
  const jobs = useFailedJobs("dead").data?.items;
  const messages = useFailedMessages().data?.items;
  if (!jobs || !messages) return null;
  const lines = [
    ...jobs.map((job) => ({
      key: job.id,
      at: job.run_at,
      what: t(`ops:kind.${job.kind}`, { defaultValue: job.kind }),
      why: job.last_error ?? t("ops:job.no_why"),
    })),
    ...messages.map((one) => ({
      key: `${one.notice_id}:${one.channel}`,
      at: one.last_at,
      what: t(`ops:message.${one.state}`),
      why: one.why ?? one.subject,
    })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Card
      title={t("workbench.failures")}
      aside={
        lines.length > 0 && (
          <Link to="/settings/operations" search={(jobs.length === 0 ? { view: "messages" } : {}) as never}>
            {t("workbench.all_todos")}
          </Link>
        )
      }
      covers={covers}
      flush
    >
      {lines.length === 0 ? (
        <p className={styles.none}>{t("workbench.no_failures")}</p>
      ) : (
        <ul className={styles.notes}>
          {lines.slice(0, 4).map(({ key, at, what, why }) => (
            <li key={key}>
              <StatusDot state="blocked">{what}</StatusDot>
              <span className="caption">{why}</span>
              <span className="caption">{format.ago(at)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** The rosters that came in last. */
export function LatestImports() {
  const { t } = useTranslation(["common", "intake"]);
  const format = useFormat();
  const covers = useCovers("in_sight");
  const batches = useBatches().data?.items;
  if (!batches || batches.length === 0) return null;
  return (
    <Card
      title={t("intake:list.title")}
      aside={<Link to="/import">{t("workbench.all_todos")}</Link>}
      covers={covers}
      flush
    >
      <ul className={styles.notes}>
        {batches.slice(0, 3).map((batch) => (
          <li key={batch.id}>
            <Link to={`/import/${batch.id}`}>{batch.file_name}</Link>
            <StatusDot state={batchState[batch.state]}>{t(`intake:state.${batch.state}`)}</StatusDot>
            <span className="caption">
              <Facts
                of={[
                  t("workbench.rows", {
                    rows: count(batch.counts.rows),
                    refused: count(batch.counts.refused),
                  }),
                  format.ago(batch.created_at),
                ]}
              />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
