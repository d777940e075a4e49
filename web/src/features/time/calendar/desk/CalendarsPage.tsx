import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import type { Views } from "@/shared/desk/ViewTabs";
import { Icon } from "@/shared/icons/Icon";
import { useCalendars } from "../hooks";
import styles from "./Calendars.module.css";
import { CreateDrawer } from "./CreateDrawer";
import { DaysCard } from "./DaysCard";

export interface CalendarsSearch {
  calendar?: string;
  year?: string;
  do?: "create" | "set";
}

interface Unit {
  id: string;
  name: string;
  kind: string;
  parent_id?: string | null;
}

interface Props {
  search: CalendarsSearch;
  go: (search: CalendarsSearch) => void;
  tabs: Views;
  units: readonly Unit[];
}

/** Days a company or branch sets for itself, over the holidays of the state. */
export function CalendarsPage({ search, go, tabs, units }: Props) {
  const { t } = useTranslation("time");
  const list = useCalendars();
  const calendars = list.data?.items ?? [];
  const chosen = calendars.find(({ id }) => id === search.calendar) ?? calendars[0];
  const name = (id: string | null | undefined) => units.find((unit) => unit.id === id)?.name;
  const create = (
    <ActionButton
      type={calendars.length === 0 ? "primary" : "default"}
      permission="leave.set_up"
      icon={<Icon name="plus" />}
      onClick={() => go({ ...search, do: "create" })}
    >
      {t("calendar.create")}
    </ActionButton>
  );
  return (
    <PageShell
      title={t("calendar.title")}
      purpose={t("calendar.purpose")}
      tabs={tabs}
      actions={
        <>
          {create}
          {chosen && (
            <ActionButton
              type="primary"
              permission="leave.set_up"
              icon={<Icon name="calendar" />}
              onClick={() => go({ ...search, calendar: chosen.id, do: "set" })}
            >
              {t("calendar.set")}
            </ActionButton>
          )}
        </>
      }
    >
      {list.error && !list.data ? (
        <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />
      ) : list.data && !chosen ? (
        <StateBlock icon="calendar" title={t("calendar.none")} action={create}>
          {t("calendar.none_why")}
        </StateBlock>
      ) : (
        chosen && (
          <div className={styles.page}>
            <nav aria-label={t("calendar.title")}>
              <ul className={styles.calendars}>
                {calendars.map((calendar) => (
                  <li key={calendar.id}>
                    <button
                      type="button"
                      aria-current={calendar.id === chosen.id || undefined}
                      onClick={() => go({ calendar: calendar.id })}
                    >
                      {calendar.name}
                      <span className="caption">
                        {calendar.unit_id
                          ? (name(calendar.unit_id) ?? t("calendar.branch"))
                          : t("calendar.whole", { company: name(calendar.company_id) ?? "" })}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </nav>
            <DaysCard
              key={chosen.id}
              calendar={chosen}
              year={search.year}
              show={(year) => go({ calendar: chosen.id, year })}
              setting={search.do === "set"}
              close={() => go({ ...search, do: undefined })}
            />
          </div>
        )
      )}
      {search.do === "create" && (
        <CreateDrawer
          units={units}
          calendars={calendars}
          made={(calendar) => go({ calendar })}
          close={() => go({ ...search, do: undefined })}
        />
      )}
    </PageShell>
  );
}
