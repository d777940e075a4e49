import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { decimal } from "@/shared/format/numbers";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { Button } from "@/shared/phone/Button";
import { Card, Row } from "@/shared/phone/Card";
import { Segments } from "@/shared/phone/Choice";
import { Input } from "@/shared/phone/Input";
import { Dock, Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { useToast } from "@/shared/phone/useToast";
import { goalPath, useLeads, useResult } from "../hooks";
import { type ItemForm, itemBody, itemFaults, measurable, OWN, startItem } from "../item";
import type { Result } from "../model";
import { monthAfter } from "../months";
import { useMonth } from "../useMonth";
import { MeasureChoice } from "./MeasureChoice";
import { SecondLook } from "./SecondLook";
import { useStep } from "./useStep";

interface Props {
  /** The result it is agreed with. */
  result: string;
  /** It was set; without an id it still waits on the phone. */
  set: (item?: string) => void;
}

/** Agrees, with a result, on one thing to do better next month, and by which number it will show. */
export function ImprovePage({ result, set }: Props) {
  const { t } = useTranslation("performance");
  const found = useResult(result);
  const leads = useLeads(found.data?.employee.employment_id);
  const problem = found.error ? problemOf(found.error) : undefined;
  const retry = () => void found.refetch();
  const shell = (children: React.ReactNode) => <Page title={t("improve.title")}>{children}</Page>;
  if (problem?.code === "auth.second_look")
    return shell(<SecondLook seen={retry} here={`/m/results/${result}/improve`} />);
  if (!found.data) return shell(problem ? <Failed problem={problem} retry={retry} /> : <Skeleton />);
  if (!leads || found.data.superseded || found.data.improvement)
    return shell(
      <Empty icon="lock" title={t("improve.closed")}>
        {t(leads ? "improve.closed_why" : "give.no_right")}
      </Empty>,
    );
  return <Form result={found.data} set={set} />;
}

function Form({ result, set }: { result: Result; set: Props["set"] }) {
  const { t } = useTranslation("performance");
  const words = useMonth();
  const toast = useToast();
  const { parts } = result.score;
  const step = useStep(goalPath.improve(result.id));
  const [form, setForm] = useState(() => startItem(parts));
  const [tried, setTried] = useState(false);
  const change = (more: Partial<ItemForm>) => setForm((now) => ({ ...now, ...more }));
  const found = tried ? itemFaults(form, parts) : {};
  const said = step.problem ? fieldWords(t, step.problem) : {};
  const fault = (field: keyof ItemForm) => {
    const own = found[field];
    return own ? t(`problem:field.${own}`) : said[field];
  };
  const part = parts.find(({ goal_id }) => goal_id === form.goal_id);
  const submit = async () => {
    setTried(true);
    if (Object.keys(itemFaults(form, parts)).length > 0) return;
    const done = await step.take({
      title: t("improve.queued", { name: result.employee.name }),
      detail: form.action.trim(),
      body: itemBody(form),
    });
    if (done.kind === "refused") return;
    if (done.kind === "sent") toast.done(t("improve.done"));
    set(done.kind === "sent" ? done.answer.id : undefined);
  };
  return (
    <Page
      title={t("improve.title")}
      dock={
        <Dock>
          <Button kind="filled" busy={step.busy} onPress={() => void submit()}>
            {t("improve.submit")}
          </Button>
        </Dock>
      }
    >
      <Card
        title={<Name>{result.employee.name}</Name>}
        aside={<span className="small">{words(monthAfter(result.month, 1))}</span>}
      >
        <p className="small">{t("improve.why")}</p>
      </Card>
      {step.problem && Object.keys(said).length === 0 && (
        <Notice tone="danger" alert>
          {problemWords(t, step.problem)}
        </Notice>
      )}
      <Card>
        <MeasureChoice
          parts={measurable(parts)}
          value={form.goal_id}
          choose={(goal_id) => change({ goal_id, target: "" })}
        />
        {form.goal_id === OWN && (
          <>
            <Input
              label={t("improve.name")}
              value={form.name}
              onChange={(name) => change({ name })}
              fault={fault("name")}
              most={200}
            />
            <Input
              label={t("terms.unit")}
              value={form.unit}
              onChange={(unit) => change({ unit })}
              hint={t("terms.unit_hint")}
              fault={fault("unit")}
              most={20}
            />
            <div style={{ padding: "8px 0" }}>
              <Segments
                full
                label={t("goal.direction")}
                value={form.direction}
                onChange={(direction) => change({ direction })}
                segments={[
                  { value: "higher", title: t("direction.higher") },
                  { value: "lower", title: t("direction.lower") },
                ]}
              />
            </div>
            <Input
              label={t("improve.before")}
              kind="number"
              value={form.before}
              onChange={(before) => change({ before })}
              fault={fault("before")}
            />
          </>
        )}
        {part?.standing.actual != null && (
          <Row title={t("improve.before")} end={`${decimal(part.standing.actual)} ${part.unit}`} />
        )}
        <Input
          label={t("improve.target")}
          kind="number"
          value={form.target}
          onChange={(target) => change({ target })}
          fault={fault("target")}
        />
        <Input
          label={t("improve.action")}
          value={form.action}
          onChange={(action) => change({ action })}
          hint={t("improve.action_hint")}
          fault={fault("action")}
          long
          most={500}
        />
      </Card>
      <Notice>{t("improve.effect", { name: result.employee.name })}</Notice>
    </Page>
  );
}
