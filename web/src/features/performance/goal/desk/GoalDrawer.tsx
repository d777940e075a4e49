import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Drawer } from "@/shared/desk/Drawer";
import { PersonCell } from "@/shared/desk/PersonCell";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { decimal } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { Asked } from "../Asked";
import { useGoal, useLeads } from "../hooks";
import { agreed, type Goal, leadSteps, proposed } from "../model";
import { useMonth } from "../useMonth";
import styles from "./goal.module.css";
import { Reach } from "./Reach";
import { useTermsLines } from "./TermsCard";
import { GoalState } from "./words";

interface Props {
  id: string;
  place?: { at: number; of: number; previous?: () => void; next?: () => void };
  act: (what: "revise" | "cancel") => void;
  close: () => void;
}

/** A goal beside the list: enough to judge it, to answer a question, and the way to its page. */
export function GoalDrawer({ id, place, act, close }: Props) {
  const { t } = useTranslation("performance");
  const found = useGoal(id);
  if (!found.data)
    return (
      <Drawer title={t("goal.title")} place={place} close={close}>
        {found.error ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </Drawer>
    );
  return <Loaded goal={found.data} place={place} act={act} close={close} />;
}

function Loaded({ goal, place, act, close }: { goal: Goal } & Omit<Props, "id">) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const format = useFormat();
  const navigate = useNavigate();
  const { day: today } = useToday();
  const leads = useLeads(goal.employee.employment_id);
  const steps = leads ? leadSteps(goal, today) : undefined;
  const lines = useTermsLines();
  const [terms, change] = [agreed(goal), proposed(goal)];
  const { standing } = goal;
  const last = goal.observations.filter(({ superseded }) => !superseded).at(-1);
  return (
    <Drawer
      title={t("goal.title")}
      status={<GoalState row={goal} />}
      place={place}
      close={close}
      footer={
        <div className={styles.buttons}>
          <Button
            type={steps?.revise ? "default" : "primary"}
            onClick={() => void navigate({ to: `/goals/${goal.id}` })}
          >
            {t("goal.open")}
          </Button>
          {steps?.revise && (
            <ActionButton type="primary" permission="goal.assign" onClick={() => act("revise")}>
              {t("revise.action")}
            </ActionButton>
          )}
          {steps?.cancel && (
            <ActionButton danger permission="goal.assign" onClick={() => act("cancel")}>
              {t("cancel.action")}
            </ActionButton>
          )}
        </div>
      }
    >
      <div className={styles.body}>
        <div className={styles.who}>
          <PersonCell
            person={{
              name: goal.employee.name,
              number: goal.employee.number,
              unit: goal.employee.unit_name,
            }}
          />
          <Link to={`/people/${goal.employee.employment_id}`} search={{ tab: "goals" } as never}>
            {t("goal.all_theirs")}
          </Link>
        </div>
        {steps?.revise && <Asked goal={goal} />}
        <section className={styles.body}>
          <h3>
            {terms?.name} <span className="caption">{month(goal.month)}</span>
          </h3>
          {standing?.actual != null && terms && (
            <div>
              <p>
                {decimal(standing.actual)} / {decimal(terms.target)} {terms.unit}
                {standing.days_late > 0 && (
                  <span className={styles.due}> {t("standing.late", { count: standing.days_late })}</span>
                )}
              </p>
              <Reach completion={standing.completion_ppm} />
            </div>
          )}
          {last && (
            <p className="caption">
              <Facts of={[format.day(last.day_on), last.by_name, last.words]} />
            </p>
          )}
          {terms && (
            <dl className={styles.facts}>
              {lines(terms).map(
                ([label, value]) =>
                  value !== undefined && (
                    <div key={label}>
                      <dt>{label}</dt>
                      <dd>{value}</dd>
                    </div>
                  ),
              )}
            </dl>
          )}
        </section>
        {change && (
          <Notice tone="warning" title={t("goal.changed_theirs")}>
            {change.reason && <p>{t("goal.reason", { reason: change.reason })}</p>}
            <p>
              <Facts of={lines(change).map(([label, value]) => value && `${label} ${value}`)} />
            </p>
          </Notice>
        )}
      </div>
    </Drawer>
  );
}
