import { Link } from "@tanstack/react-router";
import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { TwoLines } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { listed } from "@/shared/desk/listed";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import type { PersonOption } from "@/shared/desk/useFoundPeople";
import { usePages } from "@/shared/desk/usePages";
import type { Views } from "@/shared/desk/ViewTabs";
import { useFormat } from "@/shared/format/useFormat";
import { StatusDot } from "@/shared/parts/StatusDot";
import { WhyNot } from "@/shared/parts/WhyNot";
import { searchAccounts, useChosenAccount } from "../../hooks";
import { type AuditEntry, type AuditKind, auditKinds, useTrail } from "../hooks";
import styles from "./Audit.module.css";

export interface AuditSearch {
  from?: string;
  to?: string;
  account?: string;
  employment?: string;
  action?: string;
  kind?: AuditKind;
  entry?: string;
  after?: string;
  skip?: number;
}

interface Props {
  search: AuditSearch;
  go: (search: AuditSearch) => void;
  tabs: Views;
  people: (words: string) => Promise<PersonOption[]>;
  /** The one the address names. */
  person?: PersonOption;
}

const kindState = { change: "active", read: "attention", sign_in: "planned", bulk: "active" } as const;
/** A day begins and ends at the reader's own midnight. */
const instant = (day: string | undefined, later = 0) => {
  if (!day) return undefined;
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
};

/** Who did what to whom, when and from where; before and after as far as one may see them. */
export function AuditPage({ search, go, tabs, people, person }: Props) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const account = useChosenAccount(search.account);
  const { after: _after, skip: _skip, entry: _entry, ...filters } = search;
  const filter = (change: Partial<AuditSearch>) => go({ ...filters, ...change });
  const list = useTrail({
    since: instant(search.from),
    until: instant(search.to, 1),
    account_id: search.account,
    employment_id: search.employment,
    action: search.action,
    kind: search.kind,
    after: search.after,
  });
  const pages = usePages(search, (place) => go({ ...filters, ...place }));
  const rows = list.data?.items;
  const chosen = rows?.find(({ id }) => id === search.entry);
  const who = (entry: AuditEntry) => {
    if (entry.account_name) return entry.account_name;
    return entry.account_id ? t("audit.somebody") : t(`audit.via.${entry.via.split(":")[0]}`);
  };
  const act = (entry: AuditEntry) => t(`action.${entry.action}`, { defaultValue: entry.action });
  return (
    <PageShell title={t("audit.title")} purpose={t("audit.purpose")} tabs={tabs}>
      <DataTable
        name="audit"
        label={t("audit.title")}
        filters={
          <>
            <span className={styles.day}>
              <DayField
                value={search.from}
                onChange={(from) => filter({ from })}
                aria-label={t("audit.from")}
                placeholder={t("audit.from")}
              />
            </span>
            <span className={styles.day}>
              <DayField
                value={search.to}
                onChange={(to) => filter({ to })}
                aria-label={t("audit.to")}
                placeholder={t("audit.to")}
              />
            </span>
            <FilterSelect
              label={t("audit.kind")}
              value={search.kind}
              all={t("audit.all")}
              options={auditKinds.map((kind) => ({ value: kind, label: t(`audit.kind.${kind}`) }))}
              onChange={(kind) => filter({ kind })}
            />
            <span className={styles.person}>
              <PersonSelect
                value={search.account}
                known={account}
                onChange={(chosen) => filter({ account: chosen })}
                placeholder={t("audit.by")}
                aria-label={t("audit.by")}
                search={searchAccounts}
              />
            </span>
            <span className={styles.person}>
              <PersonSelect
                value={search.employment}
                known={person}
                onChange={(employment) => filter({ employment })}
                placeholder={t("audit.about")}
                aria-label={t("audit.about")}
                search={people}
              />
            </span>
            <Input.Search
              className={styles.person}
              allowClear
              defaultValue={search.action}
              placeholder={t("audit.action")}
              aria-label={t("audit.action")}
              onSearch={(action) => filter({ action: action.trim() || undefined })}
            />
          </>
        }
        identity={{
          key: "what",
          title: t("audit.what"),
          width: 240,
          render: (entry) => (
            <button
              type="button"
              className="row-open"
              onClick={(event) => {
                event.stopPropagation();
                go({ ...search, entry: entry.id });
              }}
            >
              <TwoLines main={act(entry)} sub={entry.action} />
            </button>
          ),
        }}
        columns={[
          {
            key: "at",
            title: t("audit.at"),
            width: 150,
            align: "end",
            render: ({ at }) => format.moment(at),
          },
          { key: "who", title: t("audit.who"), width: 160, render: who },
          {
            key: "about",
            title: t("audit.about"),
            width: 160,
            render: ({ employment_name, employment_number }) =>
              employment_name && <TwoLines main={employment_name} sub={employment_number} />,
          },
          {
            key: "kind",
            title: t("audit.kind"),
            width: 120,
            render: ({ kind }) => <StatusDot state={kindState[kind]}>{t(`audit.kind.${kind}`)}</StatusDot>,
          },
          { key: "remote", title: t("audit.remote"), width: 140, render: ({ remote }) => remote },
          {
            key: "seq",
            title: t("audit.seq"),
            width: 96,
            align: "end",
            render: ({ seq }) => seq ?? t("audit.unsealed"),
          },
        ]}
        rowKey={({ id }) => id}
        rowName={act}
        {...listed(list)}
        pages={pages}
        counted={(amount) => amount}
        empty={{ title: t("audit.empty"), reason: t("audit.empty_why") }}
        active={search.entry}
        open={(entry) => go({ ...search, entry: entry.id })}
      />
      {chosen && (
        <Drawer
          title={act(chosen)}
          status={<StatusDot state={kindState[chosen.kind]}>{t(`audit.kind.${chosen.kind}`)}</StatusDot>}
          close={() => go({ ...search, entry: undefined })}
        >
          <Entry entry={chosen} who={who(chosen)} />
        </Drawer>
      )}
    </PageShell>
  );
}

const lines = (value: unknown): [string, string][] =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).map(([name, one]) => [name, typeof one === "string" ? one : JSON.stringify(one)])
    : value === undefined || value === null
      ? []
      : [["", typeof value === "string" ? value : JSON.stringify(value)]];

function Entry({ entry, who }: { entry: AuditEntry; who: string }) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const before = new Map(lines(entry.before));
  const after = new Map(lines(entry.after_value));
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return (
    <div className={styles.entry}>
      <dl>
        <dt>{t("audit.at")}</dt>
        <dd>{format.moment(entry.at)}</dd>
        <dt>{t("audit.who")}</dt>
        <dd>{who}</dd>
        <dt>{t("audit.via")}</dt>
        <dd>
          {t(`audit.via.${entry.via.split(":")[0]}`)} {entry.remote}
        </dd>
        {entry.employment_id && (
          <>
            <dt>{t("audit.about")}</dt>
            <dd>
              <Link to={`/people/${entry.employment_id}`}>
                {entry.employment_name ?? t("audit.open_file")}
              </Link>{" "}
              {entry.employment_number}
            </dd>
          </>
        )}
        <dt>{t("audit.subject")}</dt>
        <dd className={styles.id}>
          {entry.subject_kind} {entry.subject_id}
        </dd>
        {entry.classes.length > 0 && (
          <>
            <dt>{t("why.classes")}</dt>
            <dd>{entry.classes.map((one) => t(`class.${one}`)).join(t("comma"))}</dd>
          </>
        )}
        {entry.request && (
          <>
            <dt>{t("audit.request")}</dt>
            <dd className={styles.id}>{entry.request}</dd>
          </>
        )}
        <dt>{t("audit.seq")}</dt>
        <dd>{entry.seq ?? t("audit.unsealed")}</dd>
      </dl>
      {entry.withheld ? (
        <WhyNot reason={t("audit.withheld")} ask={t("audit.withheld_ask")} />
      ) : names.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("audit.field")}</th>
              <th scope="col">{t("audit.before")}</th>
              <th scope="col">{t("audit.after")}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{before.has(name) && <del>{before.get(name)}</del>}</td>
                <td>
                  <b>{after.get(name)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="caption">{t("audit.no_values")}</p>
      )}
    </div>
  );
}
