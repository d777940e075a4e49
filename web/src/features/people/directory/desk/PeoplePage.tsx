import { Link } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { useAsOfParam } from "@/shared/asof/AsOf";
import { TwoLines } from "@/shared/desk/Cut";
import { type Column, DataTable } from "@/shared/desk/DataTable";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonCell } from "@/shared/desk/PersonCell";
import { usePages } from "@/shared/desk/usePages";
import { count } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { PlannedTag, Tag } from "@/shared/parts/Tag";
import { WhyNot } from "@/shared/parts/WhyNot";
import { everybody, usePeople, usePeopleTotal } from "../../hooks";
import {
  type CardState,
  cardStates,
  type EmploymentKind,
  employmentKinds,
  type PeopleQuestion,
  type PersonRow,
  stateDot,
  type UnitView,
  unitPath,
} from "../../model";
import { mayBeAddressed } from "../model";
import { ExactSearch } from "./ExactSearch";
import styles from "./PeoplePage.module.css";
import { PersonDrawer } from "./PersonDrawer";

export interface PeopleSearch {
  view?: CardState | "all";
  unit?: string;
  job?: string;
  kind?: EmploymentKind;
  q?: string;
  sort?: "number" | "first_day";
  person?: string;
  after?: string;
  skip?: number;
}

interface Props {
  search: PeopleSearch;
  go: (search: PeopleSearch) => void;
  /** The name of the scope in the head, for the foot of the list. */
  scope?: { id?: string; name?: string };
  /** The units one may filter by. */
  units: UnitView[];
  jobs: { id: string; name: string }[];
  actions?: ReactNode;
  /** What can be done with chosen rows: how many, and how to read the employments they stand for. */
  bulk?: (amount: number, chosen: () => Promise<string[]>, clear: () => void) => ReactNode;
  /** What to do when nobody is there yet. */
  begin?: ReactNode;
}

const views = ["in_service", ...cardStates, "all"] as const;

/** Everybody one may see, one row each: as of a day, filtered by the address, searched by name, pinyin, initials or number. */
export function PeoplePage({ search, go, scope, units, jobs, actions, bulk, begin }: Props) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { day: today, now } = useToday();
  const asOf = useAsOfParam();
  const question: PeopleQuestion = {
    ...asOf,
    unit: search.unit ?? scope?.id,
    job: search.job,
    kind: search.kind,
    q: search.q,
    sort: search.sort,
    state: search.view === "all" ? [...cardStates] : search.view ? [search.view] : undefined,
  };
  const list = usePeople(question, search.after);
  const total = usePeopleTotal(question);
  /** Only names, units and jobs are open to this reader: what is kept of somebody's work is not theirs to filter by. */
  const directory = !useSession()?.beyond.includes("people.read");
  const { after: _after, skip: _skip, person: _person, ...filters } = search;
  const pages = usePages(search, (place) => go({ ...filters, ...place }));
  const [number, setNumber] = useState<string>();
  const filter = (change: PeopleSearch) => go({ ...filters, ...change });
  const above = (id: string) => {
    const path = unitPath(units, id).slice(0, -1);
    return (path.length > 1 ? path.slice(1) : path).map(({ name }) => name).join(" / ") || undefined;
  };
  const rows = list.data?.items;
  const counts = useViewCounts(question, search.q === undefined && !directory);
  const narrowed = Object.values(filters).some((value) => value !== undefined);

  return (
    <PageShell
      title={t("list.title")}
      purpose={t(directory ? "list.purpose_directory" : "list.purpose")}
      fill
      actions={actions}
      tabs={
        directory
          ? undefined
          : {
              active: search.view ?? "in_service",
              go: (key) => filter({ view: key === "in_service" ? undefined : (key as PeopleSearch["view"]) }),
              items: views.map((view) => ({
                key: view,
                label: t(`view.${view}`),
                href: view === "in_service" ? "/people" : `/people?view=${view}`,
                count: amountWords(view === (search.view ?? "in_service") ? total.data : counts[view]),
              })),
            }
      }
    >
      {number !== undefined && <ExactSearch key={number} words={number} />}
      <DataTable
        name="people"
        label={t("list.title")}
        identity={{
          key: "person",
          title: t("list.person"),
          width: 220,
          render: (row) => (
            <PersonCell
              person={{
                name: row.name,
                number: row.number,
                sameName: row.same_name,
                left: row.work?.state === "left",
              }}
              withUnit={false}
              link={(name) => (
                <Link to={`/people/${row.employment_id}`} onClick={(event) => event.stopPropagation()}>
                  {name}
                </Link>
              )}
            />
          ),
        }}
        columns={columnsOf(t, format, above).filter(
          ({ key }) => !directory || key === "unit" || key === "job",
        )}
        rowKey={(row) => row.employment_id}
        rowName={(row) => row.name}
        rows={rows}
        refreshing={list.isFetching}
        problem={list.error && !rows ? problemOf(list.error) : undefined}
        retry={() => void list.refetch()}
        next={list.data?.next}
        pages={pages}
        total={total.data && { count: total.data.total, capped: !total.data.exact }}
        counted={(amount, n) => t("counted", { amount, count: n })}
        covers={
          <Facts
            of={[
              t("covers.scope", { scope: scope?.name ?? t("covers.all") }),
              t("covers.as_of", {
                moment: asOf.as_of
                  ? format.day(asOf.as_of)
                  : `${format.day(today)} ${format.shortMoment(now)}`,
              }),
            ]}
          />
        }
        empty={
          narrowed
            ? {
                title: t("empty.filtered"),
                reason: t("empty.filtered_why"),
                action: <Button onClick={() => go({ view: "all" })}>{t("empty.clear")}</Button>,
              }
            : { title: t("empty.nobody"), reason: t("empty.nobody_why"), action: begin }
        }
        active={search.person}
        open={(row) => go({ ...search, person: row.employment_id })}
        ended={(row) => row.work?.state === "left"}
        bulk={
          bulk &&
          ((selection, amount, clear) =>
            bulk(
              amount,
              () => (selection.kind === "all" ? everybody(question) : Promise.resolve([...selection.keys])),
              clear,
            ))
        }
        filters={
          <>
            <SearchField
              value={search.q}
              find={(q) => filter({ q })}
              exact={directory ? undefined : setNumber}
            />
            {units.length > 0 && (
              <FilterSelect
                label={t("filter.unit")}
                value={search.unit}
                all={t("filter.all_units")}
                options={units.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(unit) => filter({ unit })}
                searchable
              />
            )}
            {jobs.length > 0 && (
              <FilterSelect
                label={t("filter.job")}
                value={search.job}
                all={t("filter.all")}
                options={jobs.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(job) => filter({ job })}
                searchable
              />
            )}
            {!directory && (
              <FilterSelect
                label={t("filter.kind")}
                value={search.kind}
                all={t("filter.all")}
                options={employmentKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
                onChange={(kind) => filter({ kind })}
              />
            )}
            <FilterSelect
              label={t("filter.sort")}
              value={search.sort}
              all={t("sort.name")}
              options={(directory ? (["number"] as const) : (["number", "first_day"] as const)).map(
                (sort) => ({
                  value: sort,
                  label: t(`sort.${sort}`),
                }),
              )}
              onChange={(sort) => filter({ sort })}
            />
          </>
        }
      />
      {search.person && (
        <PersonDrawer
          key={search.person}
          id={search.person}
          close={() => go({ ...search, person: undefined })}
        />
      )}
    </PageShell>
  );
}

type Total = { total: number; exact: boolean };

const amountWords = (total: Total | undefined) => total && `${count(total.total)}${total.exact ? "" : "+"}`;

/** How many each view holds under the filters that are set; not while one types, each word would ask for all of them. */
function useViewCounts(question: PeopleQuestion, wanted: boolean): Record<string, Total | undefined> {
  const of = (state?: CardState[]) => ({ ...question, state });
  return {
    in_service: usePeopleTotal(of(), wanted).data,
    planned: usePeopleTotal(of(["planned"]), wanted).data,
    probation: usePeopleTotal(of(["probation"]), wanted).data,
    confirmed: usePeopleTotal(of(["confirmed"]), wanted).data,
    left: usePeopleTotal(of(["left"]), wanted).data,
    all: usePeopleTotal(of([...cardStates]), wanted).data,
  };
}

type T = ReturnType<typeof useTranslation>["t"];

function columnsOf(
  t: T,
  format: ReturnType<typeof useFormat>,
  /** Where a unit stands, without itself and without the company that is above all. */
  above: (unit: string) => string | undefined,
): Column<PersonRow>[] {
  const work = (row: PersonRow, show: (work: NonNullable<PersonRow["work"]>) => ReactNode) =>
    row.work ? show(row.work) : <WhyNot reason={t("why.work_row")} />;
  return [
    {
      key: "unit",
      title: t("list.unit"),
      width: 190,
      render: (row) => <TwoLines main={row.unit_name} sub={above(row.unit_id)} />,
    },
    {
      key: "job",
      title: t("list.job"),
      width: 150,
      render: (row) => <TwoLines main={row.job_name} sub={row.work?.grade_name} />,
    },
    {
      key: "state",
      title: t("list.state"),
      width: 190,
      render: (row) =>
        work(row, ({ state, first_day, last_day, next_planned }) => (
          <div className={styles.state}>
            <StatusDot state={stateDot[state]}>
              {t(`state.${state}`, {
                first: format.shortDay(first_day),
                last: last_day ? format.shortDay(last_day) : "",
              })}
            </StatusDot>
            {state !== "left" && last_day && (
              <PlannedTag>{t("state.leaves", { last: format.dayOfYear(last_day) })}</PlannedTag>
            )}
            {!last_day && next_planned && state !== "planned" && (
              <PlannedTag>
                {t("state.next", {
                  day: format.dayOfYear(next_planned.effective_on),
                  event: t(`event.${next_planned.kind}`),
                })}
              </PlannedTag>
            )}
          </div>
        )),
    },
    {
      key: "first_day",
      title: t("list.first_day"),
      width: 104,
      align: "end",
      render: (row) => row.work?.first_day,
    },
    {
      key: "contract",
      title: t("list.contract"),
      width: 150,
      align: "end",
      render: ({ work: known }) => {
        const end = known?.contract_last_day;
        if (!end) return undefined;
        const left = format.daysUntil(end);
        return (
          <>
            {left >= 0 && left <= 90 && <Tag tone="warning">{t("list.days_left", { count: left })}</Tag>}{" "}
            {end}
          </>
        );
      },
    },
    {
      key: "manager",
      title: t("list.manager"),
      width: 140,
      render: (row) => row.work?.manager_name,
    },
    {
      key: "mobile",
      title: t("fact.phone"),
      width: 130,
      align: "end",
      optional: true,
      render: (row) => row.mobile_masked,
    },
    {
      key: "kind",
      title: t("list.kind"),
      width: 104,
      optional: true,
      render: (row) => row.work && t(`kind.${row.work.kind}`),
    },
    {
      key: "last_day",
      title: t("list.last_day"),
      width: 104,
      align: "end",
      optional: true,
      render: (row) => row.work?.last_day,
    },
  ];
}

/** Asks while one types, after a breath; the words stand in the address. */
interface SearchProps {
  value?: string;
  find: (q: string | undefined) => void;
  /** Takes the number of a person that is typed, which is not searched for but looked up. */
  exact?: (number: string | undefined) => void;
}

function SearchField({ value, find, exact }: SearchProps) {
  const { t } = useTranslation("people");
  const [words, setWords] = useState(value ?? "");
  const asked = useRef(value);
  const ask = useRef(find);
  ask.current = find;
  const tell = useRef(exact);
  tell.current = exact;
  useEffect(() => {
    // The address was changed elsewhere: by a link, by going back.
    if (value !== asked.current) setWords(value ?? "");
    asked.current = value;
  }, [value]);
  useEffect(() => {
    const number = mayBeAddressed(words) ? undefined : words.trim();
    tell.current?.(number);
    const wanted = number === undefined ? words.trim() || undefined : undefined;
    if (wanted === asked.current) return;
    const wait = setTimeout(() => {
      asked.current = wanted;
      ask.current(wanted);
    }, 250);
    return () => clearTimeout(wait);
  }, [words]);
  return (
    <Input
      className={styles.search}
      allowClear
      prefix={<Icon name="find" size={14} />}
      placeholder={t("filter.search")}
      aria-label={t("filter.search")}
      value={words}
      maxLength={100}
      onChange={(event) => setWords(event.target.value)}
    />
  );
}
