import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { dayOf } from "@/shared/format/dates";
import { decimal } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Tag } from "@/shared/parts/Tag";
import { Timeline, type TimelineEvent } from "@/shared/parts/Timeline";
import { agreed, type Goal, type Observation } from "../model";

interface NumbersProps {
  of: readonly Observation[];
  unit: string;
  /** Puts another number in the place of one; absent for those who may not. */
  correct?: (one: Observation) => void;
}

/** Numbers as events of a rail: the day each speaks of, and when it was entered. Newest entries first. */
export function useNumberEvents() {
  const { t } = useTranslation("performance");
  const format = useFormat();
  return ({ of, unit, correct }: NumbersProps): TimelineEvent[] =>
    [...of].reverse().map((one) => {
      const value = `${decimal(one.value)} ${unit}`;
      return {
        id: one.id,
        on: one.day_on,
        title: one.superseded ? (
          <>
            <del>{value}</del> <Tag>{t("numbers.superseded")}</Tag>
          </>
        ) : (
          <>
            {value} {one.source === "correction" && <Tag tone="info">{t("numbers.correction")}</Tag>}
          </>
        ),
        detail: one.words,
        recorded: (
          <Facts
            of={[
              one.by_name,
              format.shortMoment(one.at),
              one.days_after_day > 0 && t("numbers.days_after", { count: one.days_after_day }),
            ]}
          />
        ),
        actions: correct && !one.superseded && (
          <Button
            type="link"
            size="small"
            style={{ padding: 0, height: "auto" }}
            onClick={() => correct(one)}
          >
            {t("correct.action")}
          </Button>
        ),
      };
    });
}

/** What happened to a goal and what was reported on it, with the day it is due ahead. */
export function ProgressRail({ goal, correct }: { goal: Goal; correct?: NumbersProps["correct"] }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const numbers = useNumberEvents();
  const terms = agreed(goal);
  const steps: TimelineEvent[] = [...goal.steps].reverse().map((step, index) => ({
    id: `${step.kind}:${goal.steps.length - index}`,
    on: dayOf(step.at),
    title: t(`step.${step.kind}`, { version: step.version }),
    detail: step.words,
    recorded: <Facts of={[step.made_by_name, format.shortMoment(step.at)]} />,
  }));
  const due: TimelineEvent[] =
    terms && goal.state !== "cancelled"
      ? [
          {
            id: "due",
            on: terms.due_on,
            ahead: format.day(terms.due_on),
            title: t("goal.due_on"),
            detail: `${decimal(terms.target)} ${terms.unit}`,
          },
        ]
      : [];
  return (
    <Timeline
      label={t("goal.history")}
      events={[
        ...due,
        ...(terms ? numbers({ of: goal.observations, unit: terms.unit, correct }) : []),
        ...steps,
      ]}
    />
  );
}
