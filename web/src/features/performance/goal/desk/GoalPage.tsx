import { Link } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { HeadFact, PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { Computed } from "@/shared/explain/Computed";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { Asked } from "../Asked";
import { goalPath, useGoal, useLeads, usePost } from "../hooks";
import { agreed, type Goal, leadSteps, ownSteps, proposed } from "../model";
import { useMonth } from "../useMonth";
import { CancelDrawer } from "./CancelDrawer";
import styles from "./goal.module.css";
import { CorrectDrawer, ReportDrawer } from "./NumberDrawers";
import { ProgressRail } from "./ProgressRail";
import { QuestionDrawer } from "./QuestionDrawer";
import { ReviseDrawer } from "./ReviseDrawer";
import { StandingCard } from "./StandingCard";
import { TermsCard } from "./TermsCard";
import { GoalState } from "./words";

export interface GoalSearch {
  do?: "revise" | "cancel" | "report" | "question" | "correct";
  /** The number that is corrected. */
  number?: string;
}

interface Props {
  id: string;
  search: GoalSearch;
  go: (search: GoalSearch) => void;
}

/** One goal: what is agreed, where it stands and why, and the rail of everything that was done and reported. */
export function GoalPage({ id, search, go }: Props) {
  const { t } = useTranslation("performance");
  const found = useGoal(id);
  const back = <Link to="/goals">{t("page.title")}</Link>;
  if (!found.data)
    return (
      <PageShell title={t("goal.title")} purpose={t("goal.purpose")} path={back}>
        {found.error ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </PageShell>
    );
  return (
    <Computed arrived={found.dataUpdatedAt} about={{ kind: "goal", id }}>
      <Loaded goal={found.data} search={search} go={go} />
    </Computed>
  );
}

function Loaded({ goal, search, go }: { goal: Goal; search: GoalSearch; go: Props["go"] }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const format = useFormat();
  const { day: today } = useToday();
  const own = useSession()?.employment?.id === goal.employee.employment_id;
  const leads = useLeads(goal.employee.employment_id);
  const confirming = useConfirm(goal);
  const terms = agreed(goal);
  const close = () => go({});
  const mine = own ? ownSteps(goal, today) : undefined;
  const lead = leads ? leadSteps(goal, today) : undefined;
  const mistaken =
    search.do === "correct" && lead?.correct
      ? goal.observations.find(({ id, superseded }) => id === search.number && !superseded)
      : undefined;
  return (
    <PageShell
      path={
        <>
          <Link to="/goals">{t("page.title")}</Link>
          {" / "}
          <Link to="/goals" search={{ month: goal.month } as never}>
            {month(goal.month)}
          </Link>
        </>
      }
      title={(proposed(goal) ?? terms)?.name ?? t("goal.title")}
      status={<GoalState row={goal} />}
      purpose={
        <Facts
          of={[
            <Link key="who" to={`/people/${goal.employee.employment_id}`} search={{ tab: "goals" } as never}>
              <Name>{goal.employee.name}</Name>
            </Link>,
            goal.employee.number,
            goal.employee.unit_name,
          ]}
        />
      }
      facts={
        <>
          {goal.given_by && (
            <HeadFact label={t("goal.giver")}>
              <Facts of={[goal.given_by.name, goal.given_by.number]} />
            </HeadFact>
          )}
          <HeadFact label={t("goal.given_at")}>{format.moment(goal.given_at)}</HeadFact>
        </>
      }
      actions={
        <>
          {mine?.answer && (
            <>
              <Button onClick={() => go({ do: "question" })}>{t("question.action")}</Button>
              <ActionButton
                type="primary"
                permission="goal.report"
                loading={confirming.busy}
                onClick={() => void confirming.confirm()}
              >
                {t("confirm.action")}
              </ActionButton>
            </>
          )}
          {mine?.report && (
            <ActionButton
              type={mine.answer ? "default" : "primary"}
              permission="goal.report"
              onClick={() => go({ do: "report" })}
            >
              {t("report.action")}
            </ActionButton>
          )}
          {lead?.cancel && (
            <ActionButton danger permission="goal.assign" onClick={() => go({ do: "cancel" })}>
              {t("cancel.action")}
            </ActionButton>
          )}
          {lead?.revise && (
            <ActionButton type="primary" permission="goal.assign" onClick={() => go({ do: "revise" })}>
              {t("revise.action")}
            </ActionButton>
          )}
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.cards}>
          {confirming.problem && (
            <Notice tone="danger" alert>
              {problemWords(t, confirming.problem)}
            </Notice>
          )}
          {(lead?.revise || mine?.answer) && <Asked goal={goal} own={own} />}
          {goal.standing && terms && (
            <Computed ask={mine?.answer ? () => go({ do: "question" }) : undefined}>
              <StandingCard standing={goal.standing} terms={terms} />
            </Computed>
          )}
          <TermsCard goal={goal} own={own} />
        </div>
        <Card title={t("goal.history")}>
          <ProgressRail
            goal={goal}
            correct={lead?.correct ? ({ id }) => go({ do: "correct", number: id }) : undefined}
          />
        </Card>
      </div>
      {search.do === "revise" && <ReviseDrawer id={goal.id} close={close} />}
      {search.do === "cancel" && lead?.cancel && <CancelDrawer id={goal.id} close={close} />}
      {search.do === "question" && mine?.answer && <QuestionDrawer goal={goal} close={close} />}
      {search.do === "report" && mine?.report && terms && (
        <ReportDrawer
          name={terms.name}
          unit={terms.unit}
          month={goal.month}
          path={goalPath.report(goal.id)}
          close={close}
        />
      )}
      {mistaken && terms && <CorrectDrawer key={mistaken.id} of={mistaken} unit={terms.unit} close={close} />}
    </PageShell>
  );
}

/** A yes to the version on the page. */
function useConfirm(goal: Goal) {
  const { t } = useTranslation("performance");
  const say = useSay();
  const post = usePost();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const confirm = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await post(goalPath.confirm(goal.id), { version: goal.version });
      say.done(t("confirm.done"));
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  return { confirm, busy, problem };
}
