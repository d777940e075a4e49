import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useToday } from "@/shared/format/today";
import { problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { Button } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { Dock, Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { useToast } from "@/shared/phone/useToast";
import { goalPath, useLeads, useSheet } from "../hooks";
import { type GoalPerson, lastDay, type Month } from "../model";
import { monthOf } from "../months";
import { othersOf, shareOf, startTerms, termsBody, termsFaults, weigh } from "../terms";
import { useMonth } from "../useMonth";
import { WeightsNotice } from "../WeightsNotice";
import { TermsFields } from "./TermsFields";
import { useDraft } from "./useDraft";
import { useMember } from "./useMember";
import { useStep } from "./useStep";

interface Props {
  employment: string;
  month: Month;
  /** It was given; without an id it still waits on the phone. */
  given: (goal?: string) => void;
}

/** Gives a person a goal for a month. */
export function GivePage({ employment, month, given }: Props) {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const leads = useLeads(employment);
  const member = useMember(employment, month);
  const sheet = useSheet(employment, month);
  const shell = (children: React.ReactNode) => <Page title={t("give.title")}>{children}</Page>;
  if (!leads)
    return shell(
      <Empty icon="lock" title={t("common:state.no_right")}>
        {t("give.no_right")}
      </Empty>,
    );
  if (today > lastDay(month))
    return shell(
      <Empty icon="calendar" title={t("give.month_over")}>
        {t("give.month_over_why")}
      </Empty>,
    );
  if (!sheet.data)
    return shell(
      sheet.error ? (
        <Failed problem={problemOf(sheet.error)} retry={() => void sheet.refetch()} />
      ) : (
        <Skeleton />
      ),
    );
  return (
    <Form
      employment={employment}
      month={month}
      given={given}
      person={member ?? sheet.data.items[0]?.employee}
      others_ppm={othersOf(sheet.data.items)}
    />
  );
}

function Form({
  employment,
  month,
  given,
  person,
  others_ppm,
}: Props & { person: GoalPerson | undefined; others_ppm: number }) {
  const { t } = useTranslation("performance");
  const words = useMonth();
  const toast = useToast();
  const { day: today } = useToday();
  const step = useStep(goalPath.give);
  const [form, change, forget] = useDraft(`goal.${employment}.${month}`, startTerms(month, others_ppm));
  const [tried, setTried] = useState(false);
  const weighing = weigh(others_ppm, shareOf(form.weight_ppm) ?? 0, { opened: month <= monthOf(today) });
  const submit = async () => {
    setTried(true);
    if (Object.keys(termsFaults(form, month)).length > 0) return;
    const done = await step.take({
      title: t("give.queued", { name: person?.name ?? "", goal: form.name.trim() }),
      detail: words(month),
      body: { employment_id: employment, month, terms: termsBody(form) },
    });
    if (done.kind === "refused") return;
    forget();
    if (done.kind === "sent") toast.done(t("give.done"));
    given(done.kind === "sent" ? done.answer.id : undefined);
  };
  return (
    <Page
      title={t("give.title")}
      dock={
        <Dock>
          <Button
            kind="filled"
            busy={step.busy}
            blocked={weighing.state === "refused"}
            onPress={() => void submit()}
          >
            {t("give.submit")}
          </Button>
        </Dock>
      }
    >
      <Card
        title={person && <Name>{person.name}</Name>}
        aside={<span className="small">{words(month)}</span>}
      >
        <p className="small">
          <Facts of={[person?.number, person?.unit_name]} />
        </p>
      </Card>
      {step.problem && (
        <Notice tone="danger" alert>
          {problemWords(t, step.problem)}
        </Notice>
      )}
      <Card>
        <TermsFields form={form} change={change} month={month} tried={tried} problem={step.problem} />
      </Card>
      <WeightsNotice weighing={weighing} name={person?.name ?? ""} />
    </Page>
  );
}
