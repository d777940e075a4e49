import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useToday } from "../format/today";
import { useFormat } from "../format/useFormat";
import { Icon } from "../icons/Icon";
import { Facts } from "./Dot";
import styles from "./Timeline.module.css";

export interface TimelineEvent {
  id: string;
  /** The day it takes effect. */
  on: string;
  /** What a day ahead is, when it is not the one of an effect: a deadline. */
  ahead?: ReactNode;
  /** What happened, from what to what: 班组：白班组 → 夜班组. */
  title: ReactNode;
  /** Reason, document, grade before and after. */
  detail?: ReactNode;
  /** Part of it may not be seen. */
  locked?: ReactNode;
  /** Who wrote it down, and when. */
  recorded?: ReactNode;
  actions?: ReactNode;
}

interface Props {
  events: TimelineEvent[];
  /** The day that is looked at; today when absent. */
  asOf?: string;
  label: string;
}

/** One vertical line per person, unit or case: newest on top, what is planned above today. */
export function Timeline({ events, asOf, label }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { day: today } = useToday();
  const here = asOf ?? today;
  const sorted = [...events].sort((a, b) => b.on.localeCompare(a.on));
  const planned = sorted.filter((event) => event.on > here);
  const past = sorted.filter((event) => event.on <= here);
  return (
    <ol className={styles.rail} aria-label={label} data-past={asOf !== undefined || undefined}>
      {planned.map((event) => (
        <Event key={event.id} event={event} kind={asOf ? "later" : "planned"} />
      ))}
      <li className={styles.now} data-kind="now">
        <b>{asOf ? format.day(here) : `${t("timeline.today")} ${format.day(here)}`}</b>
      </li>
      {past.map((event) => (
        <Event key={event.id} event={event} kind="past" />
      ))}
    </ol>
  );
}

function Event({ event, kind }: { event: TimelineEvent; kind: "planned" | "later" | "past" }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = (
    <>
      <time dateTime={event.on}>
        {kind === "planned"
          ? (event.ahead ?? t("timeline.takes_effect", { day: format.day(event.on) }))
          : event.on}
      </time>
      <b>{event.title}</b>
      {event.detail && <small>{event.detail}</small>}
      {event.locked && (
        <small className={styles.locked}>
          <Icon name="lock" size={12} />
          {event.locked}
        </small>
      )}
      {(event.recorded || event.actions) && (
        <small>
          <Facts of={[event.recorded, event.actions]} />
        </small>
      )}
    </>
  );
  return (
    <li id={`event-${event.id}`} data-kind={kind}>
      {kind === "planned" ? (
        <div className={styles.planned}>
          <div>{words}</div>
        </div>
      ) : (
        words
      )}
    </li>
  );
}
