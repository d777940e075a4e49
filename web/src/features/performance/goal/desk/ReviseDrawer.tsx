import { Form, Input, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { Facts } from "@/shared/parts/Dot";
import { Asked } from "../Asked";
import { goalPath, useGoal, useLeads, usePost } from "../hooks";
import { type Goal, type GoalTerms, leadSteps } from "../model";
import { monthOf } from "../months";
import { sameTerms, shareOf, type TermsForm, termsBody, termsOf, weigh } from "../terms";
import { useMonth } from "../useMonth";
import { WeightsNotice } from "../WeightsNotice";
import styles from "./goal.module.css";
import { TermsFields } from "./TermsFields";

/** Changes a goal: a new version with its reason, to be confirmed again. */
export function ReviseDrawer({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const found = useGoal(id);
  const goal = found.data;
  const leads = useLeads(goal?.employee.employment_id);
  const newest = goal?.versions.find(({ number }) => number === goal.version);
  if (goal && newest && leads && leadSteps(goal, today).revise)
    return <Revising key={goal.version} goal={goal} newest={newest} close={close} />;
  return (
    <Drawer title={t("revise.title")} close={close}>
      {goal ? (
        <StateBlock icon="lock" title={t("revise.closed")}>
          {t(leads ? "revise.closed_why" : "give.no_right")}
        </StateBlock>
      ) : found.error ? (
        <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </Drawer>
  );
}

interface Values {
  terms: TermsForm;
  reason: string;
}

function Revising({ goal, newest, close }: { goal: Goal; newest: GoalTerms; close: () => void }) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const say = useSay();
  const post = usePost();
  const { day: today } = useToday();
  const before = termsOf(newest);
  const [form] = Form.useForm<Values>();
  const terms: TermsForm = { ...before, ...Form.useWatch("terms", form) };
  const weighing = weigh(goal.month_weights_ppm - newest.weight_ppm, shareOf(terms.weight_ppm) ?? 0, {
    before_ppm: newest.weight_ppm,
    opened: goal.month <= monthOf(today),
  });
  const send = async (values: Values) => {
    await post(goalPath.revise(goal.id), {
      version: goal.version,
      terms: termsBody(values.terms),
      reason: values.reason.trim(),
    });
    say.done(t("revise.done"));
    close();
  };
  return (
    <Drawer
      title={t("revise.title")}
      status={<Facts of={[goal.employee.name, month(goal.month)]} />}
      close={close}
    >
      <div className={styles.gap}>
        <Asked goal={goal} />
      </div>
      <EntryForm<Values>
        name={`goal.revise.${goal.id}.${goal.version}`}
        form={form}
        initial={{ terms: before, reason: "" }}
        submit={t("revise.submit")}
        cancel={close}
        send={send}
        effect={<WeightsNotice weighing={weighing} name={goal.employee.name} />}
      >
        <TermsFields month={goal.month} />
        <Form.Item
          name="reason"
          label={t("revise.reason")}
          extra={t("revise.reason_hint")}
          rules={[
            { required: true, whitespace: true, message: t("problem:field.required") },
            {
              validator: () =>
                sameTerms(terms, before)
                  ? Promise.reject(new Error(t("revise.unchanged")))
                  : Promise.resolve(),
              validateTrigger: "onSubmit",
            },
          ]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
