import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Dropdown, Skeleton } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Permission } from "@/api/permissions";
import { problemOf } from "@/api/problem";
import { useCan, useSession } from "@/shared/access/Session";
import { useAsOf, useAsOfParam, useReadOnly } from "@/shared/asof/AsOf";
import { ActionButton } from "@/shared/desk/ActionButton";
import { HeadFact, PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useToday } from "@/shared/format/today";
import { Icon } from "@/shared/icons/Icon";
import { Avatar } from "@/shared/parts/Avatar";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useNames, usePerson, useUnits } from "../../hooks";
import { type PersonPage, stateDot, unitPath } from "../../model";
import { type EventKind, eventKinds } from "../model";
import { CompareCard } from "./CompareCard";
import styles from "./EmployeePage.module.css";
import { EmploymentCards } from "./EmploymentCards";
import { CorrectDrawer, EventDrawer } from "./EventDrawer";
import { History } from "./History";
import { PersonalCard } from "./PersonalCard";

export interface EmployeeSearch {
  tab?: string;
  /** The request that is open beside the list. */
  case?: string;
  event?: EventKind;
  /** The event that is corrected. */
  correct?: string;
  /** The day the page is compared with. */
  against?: string;
}

interface Props {
  id: string;
  search: EmployeeSearch;
  go: (search: EmployeeSearch) => void;
  /** What other modules know of this person: tabs of their own. */
  more: { key: string; label: string; permission: Permission; content: ReactNode }[];
  /** Their cards on the overview. */
  overview?: ReactNode;
}

/** One employee: facts of the day, the time line with what is planned, masked fields, and what can be recorded. */
export function EmployeePage({ id, search, go, more, overview }: Props) {
  const { t } = useTranslation("people");
  const asOf = useAsOfParam();
  const found = usePerson(id, asOf);
  const units = useUnits(asOf, useCan("org.read")).data?.units ?? [];
  const person = found.data;
  if (!person) {
    return (
      <PageShell
        title={t("person.title")}
        purpose={t("person.purpose")}
        path={<Link to="/people">{t("list.title")}</Link>}
      >
        {found.error ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton active avatar paragraph={{ rows: 8 }} />
        )}
      </PageShell>
    );
  }
  return (
    <Loaded person={person} units={unitPath(units, person.unit_id)} {...{ id, search, go, more, overview }} />
  );
}

interface LoadedProps extends Props {
  person: PersonPage;
  units: { id: string; name: string }[];
}

function Loaded({ id, person, units, search, go, more, overview }: LoadedProps) {
  const { t } = useTranslation("people");
  const { day } = useAsOf();
  const { day: today } = useToday();
  const names = useNames();
  const session = useCan("people.write");
  const { work } = person;
  const main = work?.posts.find((post) => post.main);
  const job = main?.job_name ?? (main?.job ? names.job(main.job) : undefined);
  const grade = main?.grade_name ?? (main?.grade ? names.grade(main.grade) : undefined);
  const sees = useTabs(more);
  const tab = sees.find(({ key }) => key === search.tab)?.key ?? "overview";
  const path = (
    <>
      <Link to="/people">{t("list.title")}</Link>
      {units.map((unit) => (
        <span key={unit.id}>
          {" / "}
          <Link to="/people" search={{ unit: unit.id } as never}>
            {unit.name}
          </Link>
        </span>
      ))}
    </>
  );
  const open = (event: EventKind | undefined) => go({ ...search, correct: undefined, event });
  const mistaken = session ? work?.events.find((event) => event.id === search.correct) : undefined;
  return (
    <PageShell
      path={path}
      mark={<Avatar name={person.name} size="large" left={person.state === "left"} />}
      title={<Name>{person.name}</Name>}
      status={
        person.state && (
          <StatusDot state={stateDot[person.state]}>
            {person.state === "left" && work?.last_day
              ? t("state.left", { last: work.last_day, first: "" })
              : t(`standing.${person.state}`)}
          </StatusDot>
        )
      }
      purpose={<Facts of={[person.number, person.unit_name, job, grade]} />}
      facts={
        <>
          {work?.manager && (
            <HeadFact label={t("fact.manager")}>
              <Link to={`/people/${work.manager.employment_id}`}>{work.manager.name}</Link>{" "}
              {work.manager.number}
            </HeadFact>
          )}
          {work?.first_day && <HeadFact label={t("fact.first_day")}>{work.first_day}</HeadFact>}
          {work?.contract && (
            <HeadFact label={t("fact.contract")}>
              <Facts of={[t(`contract.${work.contract.kind}`), work.contract.last_day]} />
            </HeadFact>
          )}
        </>
      }
      actions={
        <>
          {work && (
            <Button
              icon={<Icon name="compare" />}
              onClick={() =>
                go({ ...search, against: search.against ? undefined : (work.first_day ?? today) })
              }
              aria-pressed={search.against !== undefined}
            >
              {t("compare.action")}
            </Button>
          )}
          {session && work && <Record person={person} open={open} />}
        </>
      }
      tabs={{
        active: tab,
        go: (key) => go({ tab: key === "overview" ? undefined : key }),
        items: sees.map(({ key, label }) => ({
          key,
          label,
          href: key === "overview" ? `/people/${id}` : `/people/${id}?tab=${key}`,
        })),
      }}
    >
      {search.against && work && (
        <CompareCard
          id={id}
          from={search.against}
          to={day ?? today}
          change={(against) => go({ ...search, against })}
          close={() => go({ ...search, against: undefined })}
        />
      )}
      {tab === "overview" ? (
        <div className={styles.columns}>
          <History person={person} correct={(correct) => go({ ...search, event: undefined, correct })} />
          <div className={styles.cards}>
            <PersonalCard person={person} />
            {overview}
            <EmploymentCards person={person} brief />
          </div>
        </div>
      ) : tab === "employment" ? (
        <div className={styles.cards}>
          <EmploymentCards person={person} />
        </div>
      ) : (
        <div className={styles.cards}>{more.find(({ key }) => key === tab)?.content}</div>
      )}
      {search.event && (
        <EventDrawer key={search.event} kind={search.event} person={person} close={() => open(undefined)} />
      )}
      {mistaken && !day && (
        <CorrectDrawer
          key={mistaken.id}
          event={mistaken}
          person={person}
          close={() => go({ ...search, correct: undefined })}
        />
      )}
    </PageShell>
  );
}

function useTabs(more: Props["more"]) {
  const { t } = useTranslation("people");
  const held = useSession()?.permissions ?? [];
  return [
    { key: "overview", label: t("tab.overview") },
    { key: "employment", label: t("tab.employment") },
    ...more.filter(({ permission }) => held.includes(permission)),
  ];
}

/** What can be recorded now; what cannot is not offered. */
function Record({ person, open }: { person: PersonPage; open: (kind: EventKind) => void }) {
  const { t } = useTranslation("people");
  const readOnly = useReadOnly();
  const navigate = useNavigate();
  const [menu, setMenu] = useState(false);
  const further = person.work?.posts.some((post) => !post.main) ?? false;
  const pay = person.sensitive.some(({ field, may_reveal }) => field === "pay" && may_reveal);
  const offered = eventKinds.filter(
    (kind) =>
      (kind !== "confirm" || person.work?.term === "probation") &&
      (kind !== "end_post" || further) &&
      (kind !== "change_pay" || pay),
  );
  const left = person.state === "left";
  if (left && !readOnly) {
    return (
      <Button
        type="primary"
        onClick={() =>
          void navigate({ to: "/people/hire", search: { again: person.employment_id } as never })
        }
      >
        {t("event.rehire")}
      </Button>
    );
  }
  if (readOnly) {
    return <ActionButton type="primary">{t(left ? "event.rehire" : "record.action")}</ActionButton>;
  }
  return (
    <Dropdown
      trigger={["click"]}
      open={menu}
      onOpenChange={setMenu}
      menu={{
        items: offered.map((kind) => ({ key: kind, label: t(`event.${kind}`), danger: kind === "leave" })),
        onClick: ({ key }) => open(key as EventKind),
      }}
    >
      <Button type="primary" icon={<Icon name="down" size={12} />} iconPlacement="end">
        {t("record.action")}
      </Button>
    </Dropdown>
  );
}
