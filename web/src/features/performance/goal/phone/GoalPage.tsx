import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { Computed } from "@/shared/explain/Computed";
import { decimal, percent } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Button } from "@/shared/phone/Button";
import { Card, Values } from "@/shared/phone/Card";
import { Dock, Page } from "@/shared/phone/Page";
import { Rail } from "@/shared/phone/Rail";
import { Failed, Skeleton } from "@/shared/phone/States";
import { useWaitingFor } from "@/shared/phone/useSend";
import { useToast } from "@/shared/phone/useToast";
import { Asked } from "../Asked";
import { goalPath, useGoal, useLeads } from "../hooks";
import {
  agreed,
  type Goal,
  type GoalTerms,
  goalDot,
  leadSteps,
  type Observation,
  ownSteps,
  proposed,
} from "../model";
import { useMonth } from "../useMonth";
import { CancelSheet } from "./CancelSheet";
import { CorrectSheet } from "./CorrectSheet";
import { Numbers } from "./Numbers";
import { QuestionSheet } from "./QuestionSheet";
import { ReportSheet } from "./ReportSheet";
import { StandingCard } from "./StandingCard";
import { useStep } from "./useStep";

/** One goal: what is agreed, where it stands and why, what was reported, what was done. */
export function GoalPage({ id }: { id: string }) {
  const { t } = useTranslation("performance");
  const found = useGoal(id);
  if (!found.data)
    return (
      <Page title={t("goal.title")}>
        {found.error ? (
          <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  return (
    <Computed arrived={found.dataUpdatedAt} about={{ kind: "goal", id }}>
      <Whole goal={found.data} />
    </Computed>
  );
}

type Open = "question" | "report" | "cancel";

function Whole({ goal }: { goal: Goal }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const own = useSession()?.employment?.id === goal.employee.employment_id;
  const [open, setOpen] = useState<Open>();
  const [mistaken, setMistaken] = useState<Observation>();
  const confirming = useConfirm(goal);
  const steps = useSteps(goal, own);
  const waiting = [
    useWaitingFor(goalPath.report(goal.id)),
    useWaitingFor(goalPath.question(goal.id)),
    useWaitingFor(goalPath.revise(goal.id)),
    useWaitingFor(goalPath.cancel(goal.id)),
    confirming.waiting,
  ].some(Boolean);
  const [terms, change] = [agreed(goal), proposed(goal)];
  const close = () => setOpen(undefined);
  const shown = terms ?? change;
  return (
    <Page
      title={shown?.name ?? t("goal.title")}
      dock={<Actions goal={goal} steps={steps} open={setOpen} confirming={confirming} />}
    >
      {waiting && (
        <Notice icon="offline" title={t("waiting.title")}>
          {t("waiting.why")}
        </Notice>
      )}
      {confirming.problem && (
        <Notice tone="danger" alert>
          {problemWords(t, confirming.problem)}
        </Notice>
      )}
      {(steps.revise || (own && steps.answer)) && <Asked goal={goal} own={own} />}
      <Card
        title={month(goal.month)}
        aside={<StatusDot state={goalDot[goal.state]}>{t(`state.${goal.state}`)}</StatusDot>}
      >
        <h2 className="title">{shown?.name}</h2>
        <p className="small">
          <Facts
            of={[
              !own && <Name key="who">{goal.employee.name}</Name>,
              !own && goal.employee.number,
              goal.given_by && t("goal.given_by", { name: goal.given_by.name }),
            ]}
          />
        </p>
        {terms && <Terms terms={terms} />}
      </Card>
      {change && (
        <Card title={t(own ? "goal.changed" : "goal.changed_theirs")}>
          <p className="small">{t(own ? "goal.changed_why" : "goal.changed_theirs_why")}</p>
          {change.reason && <p>{t("goal.reason", { reason: change.reason })}</p>}
          <Terms terms={change} before={terms} />
        </Card>
      )}
      {goal.standing && terms && (
        <Computed ask={own && steps.answer ? () => setOpen("question") : undefined}>
          <StandingCard standing={goal.standing} terms={terms} />
        </Computed>
      )}
      {terms && (
        <Numbers of={goal.observations} unit={terms.unit} correct={steps.correct ? setMistaken : undefined} />
      )}
      <History goal={goal} />
      <QuestionSheet open={open === "question"} close={close} goal={goal} />
      <CancelSheet open={open === "cancel"} close={close} goal={goal} />
      {terms && (
        <>
          <CorrectSheet of={mistaken} unit={terms.unit} close={() => setMistaken(undefined)} />
          <ReportSheet
            open={open === "report"}
            close={close}
            name={terms.name}
            unit={terms.unit}
            month={goal.month}
            path={goalPath.report(goal.id)}
          />
        </>
      )}
    </Page>
  );
}

type Steps = ReturnType<typeof ownSteps> & ReturnType<typeof leadSteps>;
const none = { answer: false, report: false, revise: false, cancel: false, correct: false };

/** What the reader can do on the goal: as its owner, or as whoever leads them. */
function useSteps(goal: Goal, own: boolean): Steps {
  const { day: today } = useToday();
  const leads = useLeads(goal.employee.employment_id);
  if (own) return { ...none, ...ownSteps(goal, today) };
  return leads ? { ...none, ...leadSteps(goal, today) } : none;
}

interface ActionsProps {
  goal: Goal;
  steps: Steps;
  open: (what: Open) => void;
  confirming: ReturnType<typeof useConfirm>;
}

/** The steps under the thumb, at most one of them filled. */
function Actions({ goal, steps, open, confirming }: ActionsProps): ReactNode {
  const { t } = useTranslation("performance");
  const navigate = useNavigate();
  if (steps.answer && !confirming.waiting)
    return (
      <Dock>
        <Button busy={confirming.busy} onPress={() => open("question")}>
          {t("question.action")}
        </Button>
        <Button kind="filled" busy={confirming.busy} onPress={() => void confirming.confirm()}>
          {t("confirm.action")}
        </Button>
      </Dock>
    );
  if (steps.report)
    return (
      <Dock>
        <Button kind="filled" onPress={() => open("report")}>
          {t("report.action")}
        </Button>
      </Dock>
    );
  if (!steps.cancel) return null;
  return (
    <Dock>
      <Button onPress={() => open("cancel")}>{t("cancel.action")}</Button>
      {steps.revise && (
        <Button kind="filled" onPress={() => void navigate({ to: `/goals/${goal.id}/revise` })}>
          {t("revise.action")}
        </Button>
      )}
    </Dock>
  );
}

/** What a version says; beside a version before, what it changes is marked. */
function Terms({ terms, before }: { terms: GoalTerms; before?: GoalTerms }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const lines: { name: string; of: (one: GoalTerms) => string | undefined }[] = [
    { name: t("terms.name"), of: (one) => (before && before.name !== terms.name ? one.name : undefined) },
    { name: t("goal.target"), of: ({ target, unit }) => `${decimal(target)} ${unit}` },
    {
      name: t("goal.baseline"),
      of: ({ baseline, unit }) => (baseline == null ? undefined : `${decimal(baseline)} ${unit}`),
    },
    { name: t("goal.direction"), of: ({ direction }) => t(`direction.${direction}`) },
    { name: t("goal.share"), of: ({ weight_ppm }) => percent(weight_ppm) },
    { name: t("goal.due_on"), of: ({ due_on }) => format.phoneDay(due_on) },
  ];
  return (
    <div style={{ marginTop: 12 }}>
      <Values
        of={lines.flatMap(({ name, of }) => {
          const [value, was] = [of(terms), before && of(before)];
          if (value === undefined && was === undefined) return [];
          const changed = before !== undefined && value !== was;
          return [
            {
              name,
              value: changed ? (
                <>
                  {was !== undefined && <s>{was}</s>} <b>{value ?? t("goal.no_baseline")}</b>
                </>
              ) : (
                value
              ),
            },
          ];
        })}
      />
    </div>
  );
}

function History({ goal }: { goal: Goal }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  return (
    <Card title={t("goal.history")}>
      <Rail
        label={t("goal.history")}
        steps={[...goal.steps].reverse().map((step, index) => ({
          key: `${step.at}:${index}`,
          state: "done",
          title: t(`step.${step.kind}`, { version: step.version }),
          detail: <Facts of={[step.made_by_name, format.shortMoment(step.at), step.words]} />,
        }))}
      />
    </Card>
  );
}

/** A yes to the version on the page; sent once, also without a line. */
function useConfirm(goal: Goal) {
  const { t } = useTranslation("performance");
  const toast = useToast();
  const step = useStep(goalPath.confirm(goal.id));
  const confirm = async () => {
    const done = await step.take({
      title: t("confirm.action"),
      detail: goal.versions.at(-1)?.name,
      body: { version: goal.version },
    });
    if (done.kind === "sent") toast.done(t("confirm.done"));
  };
  return { ...step, confirm };
}
