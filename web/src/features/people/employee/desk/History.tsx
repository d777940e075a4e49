import { Button, Popconfirm } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { useAsOf, useReadOnly } from "@/shared/asof/AsOf";
import { Card } from "@/shared/desk/Card";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Timeline, type TimelineEvent } from "@/shared/parts/Timeline";
import { WhyNot } from "@/shared/parts/WhyNot";
import type { EventView, PersonPage } from "../../model";
import { useCancelEvent } from "../hooks";
import { correctable, type StoryLine, storyOf } from "../model";
import styles from "./EmployeePage.module.css";
import { useFactWords } from "./words";

/** The time line: what is planned above today, what happened below; what no longer counts only on request. */
export function History({ person, correct }: { person: PersonPage; correct: (event: string) => void }) {
  const { t } = useTranslation("people");
  const { day } = useAsOf();
  const [all, setAll] = useState(false);
  const events = person.work?.events;
  const dead = events?.filter(({ state }) => state === "corrected" || state === "cancelled").length ?? 0;
  return (
    <Card
      title={t("history.title")}
      aside={
        dead > 0 && (
          <Button type="link" size="small" onClick={() => setAll(!all)}>
            {all ? t("history.counting") : t("history.all", { count: dead })}
          </Button>
        )
      }
    >
      {events ? (
        <Rail person={person} events={events} all={all} asOf={day} correct={correct} />
      ) : (
        <WhyNot reason={t("why.work")} ask={t("why.ask_hr")} />
      )}
    </Card>
  );
}

interface RailProps {
  person: PersonPage;
  events: EventView[];
  all: boolean;
  asOf?: string;
  correct: (event: string) => void;
}

function Rail({ person, events, all, asOf, correct }: RailProps) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const manager = person.work?.manager;
  const people = useMemo<Record<string, string>>(
    () => (manager ? { [manager.employment_id]: manager.name } : {}),
    [manager],
  );
  const words = useFactWords(people);
  const { day: today } = useToday();
  const readOnly = useReadOnly();
  const mends = useCan("people.write") && !readOnly;
  const story = storyOf(events);
  const line = ({ field, before, after }: StoryLine) => {
    const to = words(field, after);
    return before === undefined || before === null
      ? t("history.is", { field: t(`fact.${field}`), to })
      : t("history.becomes", { field: t(`fact.${field}`), from: words(field, before), to });
  };
  /** What a title says: the fact without its name, as the event already says which. */
  const head = ({ field, before, after }: StoryLine) =>
    before === undefined || before === null
      ? words(field, after)
      : t("value.becomes", { from: words(field, before), to: words(field, after) });
  const shown = events.filter(({ state }) => all || state === "planned" || state === "effective");
  const view = (event: EventView): TimelineEvent => {
    const [first, ...rest] = (story.get(event.id) ?? []).filter(
      // Whom one answers to is told by name or not at all.
      ({ field, after }) => field !== "manager" || (typeof after === "string" && after in people),
    );
    const counts = event.state === "planned" || event.state === "effective";
    const title = t(`event.${event.kind}`);
    return {
      id: event.id,
      on: event.kind === "leave" && event.last_day ? event.last_day : event.effective_on,
      title: counts ? (
        first ? (
          t("history.head", { event: title, what: head(first) })
        ) : (
          title
        )
      ) : (
        <del>{title}</del>
      ),
      detail: (
        <Facts
          of={[
            !counts && t(`history.${event.state}`),
            ...rest.map(line),
            event.note,
            event.corrects && t("history.corrects"),
          ]}
        />
      ),
      locked: event.kind === "change_pay" ? t("history.pay") : undefined,
      recorded: t("history.recorded", {
        who: event.recorded_by_name ?? "",
        when: format.shortMoment(event.recorded_at),
      }).trim(),
      actions:
        mends && counts ? (
          <span className={styles.acts}>
            {correctable(event) && (
              <Button
                type="link"
                size="small"
                style={{ padding: 0, height: "auto" }}
                aria-label={t("correct.of", { event: title, day: event.effective_on })}
                onClick={() => correct(event.id)}
              >
                {t("correct.action")}
              </Button>
            )}
            {event.kind !== "hire" && event.kind !== "rehire" && event.effective_on > today && (
              <TakeBack person={person} event={event} />
            )}
          </span>
        ) : undefined,
    };
  };
  return <Timeline events={shown.map(view)} asOf={asOf} label={t("history.title")} />;
}

/** Takes a planned event back. */
function TakeBack({ person, event }: { person: PersonPage; event: EventView }) {
  const { t } = useTranslation("people");
  const say = useSay();
  const cancel = useCancelEvent(person.employment_id);
  return (
    <Popconfirm
      title={t("history.take_back_title", { event: t(`event.${event.kind}`), day: event.effective_on })}
      description={t("history.take_back_why")}
      okText={t("history.take_back")}
      cancelText={t("common:action.cancel")}
      onConfirm={() =>
        cancel.mutateAsync({ event: event.id }).then(
          () => say.done(t("history.taken_back")),
          (error: unknown) => say.problem(problemOf(error)),
        )
      }
    >
      <Button type="link" size="small" style={{ padding: 0, height: "auto" }}>
        {t("history.take_back")}
      </Button>
    </Popconfirm>
  );
}
