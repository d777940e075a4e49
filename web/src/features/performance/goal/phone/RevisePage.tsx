import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useToday } from "@/shared/format/today";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { Button } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { Input } from "@/shared/phone/Input";
import { Dock, Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { useToast } from "@/shared/phone/useToast";
import { Asked } from "../Asked";
import { goalPath, useGoal, useLeads } from "../hooks";
import { type Goal, type GoalTerms, leadSteps } from "../model";
import { monthOf } from "../months";
import { sameTerms, shareOf, termsBody, termsFaults, termsOf, weigh } from "../terms";
import { useMonth } from "../useMonth";
import { WeightsNotice } from "../WeightsNotice";
import { TermsFields } from "./TermsFields";
import { useStep } from "./useStep";

interface Props {
  id: string;
  /** It was changed, or the change waits on the phone. */
  revised: () => void;
}

/** Changes a goal: a new version with its reason, to be confirmed again. */
export function RevisePage({ id, revised }: Props) {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const found = useGoal(id);
  const leads = useLeads(found.data?.employee.employment_id);
  const shell = (children: React.ReactNode) => <Page title={t("revise.title")}>{children}</Page>;
  if (!found.data)
    return shell(
      found.error ? (
        <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />
      ) : (
        <Skeleton />
      ),
    );
  const newest = found.data.versions.find(({ number }) => number === found.data.version);
  if (!leads || !newest || !leadSteps(found.data, today).revise)
    return shell(
      <Empty icon="lock" title={t("revise.closed")}>
        {t(leads ? "revise.closed_why" : "give.no_right")}
      </Empty>,
    );
  return <Form key={found.data.version} goal={found.data} newest={newest} revised={revised} />;
}

function Form({ goal, newest, revised }: { goal: Goal; newest: GoalTerms; revised: () => void }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const toast = useToast();
  const { day: today } = useToday();
  const step = useStep(goalPath.revise(goal.id));
  const before = termsOf(newest);
  const [form, setForm] = useState(before);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const unchanged = sameTerms(form, before);
  const weighing = weigh(goal.month_weights_ppm - newest.weight_ppm, shareOf(form.weight_ppm) ?? 0, {
    before_ppm: newest.weight_ppm,
    opened: goal.month <= monthOf(today),
  });
  const submit = async () => {
    setTried(true);
    if (unchanged || reason.trim() === "" || Object.keys(termsFaults(form, goal.month)).length > 0) return;
    const done = await step.take({
      title: t("revise.queued", { goal: newest.name }),
      detail: reason.trim(),
      body: { version: goal.version, terms: termsBody(form), reason: reason.trim() },
    });
    if (done.kind === "refused") return;
    if (done.kind === "sent") toast.done(t("revise.done"));
    revised();
  };
  return (
    <Page
      title={t("revise.title")}
      dock={
        <Dock>
          <Button
            kind="filled"
            busy={step.busy}
            blocked={weighing.state === "refused"}
            onPress={() => void submit()}
          >
            {t("revise.submit")}
          </Button>
        </Dock>
      }
    >
      <Card
        title={<Name>{goal.employee.name}</Name>}
        aside={<span className="small">{month(goal.month)}</span>}
      >
        <p className="small">
          <Facts of={[goal.employee.number, goal.employee.unit_name]} />
        </p>
      </Card>
      <Asked goal={goal} />
      {step.problem && (
        <Notice tone="danger" alert>
          {problemWords(t, step.problem)}
        </Notice>
      )}
      <Card>
        <TermsFields
          form={form}
          change={(change) => setForm((now) => ({ ...now, ...change }))}
          month={goal.month}
          tried={tried}
          problem={step.problem}
        />
        <Input
          label={t("revise.reason")}
          value={reason}
          onChange={setReason}
          hint={t("revise.reason_hint")}
          fault={
            tried && reason.trim() === ""
              ? t("problem:field.required")
              : step.problem && fieldWords(t, step.problem).reason
          }
          long
          most={500}
        />
      </Card>
      {tried && unchanged && (
        <Notice tone="warning" alert>
          {t("revise.unchanged")}
        </Notice>
      )}
      <WeightsNotice weighing={weighing} name={goal.employee.name} />
    </Page>
  );
}
