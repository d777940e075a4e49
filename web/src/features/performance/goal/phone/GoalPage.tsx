import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
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
import { useSend, useWaitingFor } from "@/shared/phone/useSend";
import { useToast } from "@/shared/phone/useToast";
import { goalPath, useGoal, useGoalsAgain } from "../hooks";
import { agreed, type Goal, type GoalTerms, ownSteps, proposed } from "../model";
import { goalDot } from "./GoalsPage";
import { Numbers } from "./Numbers";
import { QuestionSheet } from "./QuestionSheet";
import { ReportSheet } from "./ReportSheet";
import { StandingCard } from "./StandingCard";
import { useMonth } from "./useMonth";

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
  return <Whole goal={found.data} />;
}

function Whole({ goal }: { goal: Goal }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const { day: today } = useToday();
  const own = useSession()?.employment?.id === goal.employee.employment_id;
  const steps = own ? ownSteps(goal, today) : { answer: false, report: false };
  const [open, setOpen] = useState<"question" | "report">();
  const confirming = useConfirm(goal);
  const waiting = useWaitingFor(goalPath.report(goal.id));
  const [terms, change] = [agreed(goal), proposed(goal)];
  const close = () => setOpen(undefined);
  const shown = terms ?? change;
  return (
    <Page
      title={shown?.name ?? t("goal.title")}
      dock={
        steps.answer && !confirming.waiting ? (
          <Dock>
            <Button busy={confirming.busy} onPress={() => setOpen("question")}>
              {t("question.action")}
            </Button>
            <Button kind="filled" busy={confirming.busy} onPress={() => void confirming.confirm()}>
              {t("confirm.action")}
            </Button>
          </Dock>
        ) : (
          steps.report && (
            <Dock>
              <Button kind="filled" onPress={() => setOpen("report")}>
                {t("report.action")}
              </Button>
            </Dock>
          )
        )
      }
    >
      {(confirming.waiting || waiting) && (
        <Notice icon="offline" title={t("waiting.title")}>
          {t("waiting.why")}
        </Notice>
      )}
      {confirming.problem && (
        <Notice tone="danger" alert>
          {problemWords(t, confirming.problem)}
        </Notice>
      )}
      <Card
        title={month(goal.month)}
        aside={<StatusDot state={goalDot[goal.state]}>{t(`state.${goal.state}`)}</StatusDot>}
      >
        <h2 className="title">{shown?.name}</h2>
        <p className="small">
          <Facts
            of={[
              !own && <Name key="who">{goal.employee.name}</Name>,
              goal.given_by && t("goal.given_by", { name: goal.given_by.name }),
            ]}
          />
        </p>
        {terms && <Terms terms={terms} />}
      </Card>
      {change && (
        <Card title={t("goal.changed")}>
          <p className="small">{t("goal.changed_why")}</p>
          {change.reason && <p>{t("goal.reason", { reason: change.reason })}</p>}
          <Terms terms={change} />
        </Card>
      )}
      {goal.standing && terms && <StandingCard standing={goal.standing} terms={terms} />}
      {terms && <Numbers of={goal.observations} unit={terms.unit} />}
      <History goal={goal} />
      <QuestionSheet open={open === "question"} close={close} goal={goal} />
      {terms && (
        <ReportSheet
          open={open === "report"}
          close={close}
          name={terms.name}
          unit={terms.unit}
          month={goal.month}
          path={goalPath.report(goal.id)}
        />
      )}
    </Page>
  );
}

function Terms({ terms }: { terms: GoalTerms }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  return (
    <div style={{ marginTop: 12 }}>
      <Values
        of={[
          { name: t("goal.target"), value: `${decimal(terms.target)} ${terms.unit}` },
          ...(terms.baseline === undefined
            ? []
            : [{ name: t("goal.baseline"), value: `${decimal(terms.baseline)} ${terms.unit}` }]),
          { name: t("goal.direction"), value: t(`direction.${terms.direction}`) },
          { name: t("goal.share"), value: percent(terms.weight_ppm) },
          { name: t("goal.due_on"), value: format.phoneDay(terms.due_on) },
        ]}
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
  const send = useSend();
  const toast = useToast();
  const again = useGoalsAgain();
  const path = goalPath.confirm(goal.id);
  const waiting = useWaitingFor(path);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const confirm = async () => {
    setBusy(true);
    setProblem(undefined);
    const done = await send({
      title: t("confirm.action"),
      detail: goal.versions.at(-1)?.name,
      method: "POST",
      path,
      body: { version: goal.version },
    });
    setBusy(false);
    again();
    if (done.kind === "refused") setProblem(done.problem);
    if (done.kind === "sent") toast.done(t("confirm.done"));
  };
  return { confirm, busy, problem, waiting };
}
