import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { decimal } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Notice } from "@/shared/parts/Notice";
import { goalPath, type NumberPlace, usePost } from "../hooks";
import { type Month, type Observation, reportDays, typedNumber } from "../model";

/** A rule of a form: the text is a number, exactly. */
function useNumberRule() {
  const { t } = useTranslation("performance");
  return {
    validator: (_: unknown, text: string | undefined) =>
      typedNumber(text ?? "") === undefined
        ? Promise.reject(new Error(t("report.not_a_number")))
        : Promise.resolve(),
  };
}

interface CorrectProps {
  of: Observation;
  unit: string;
  close: () => void;
}

/** Puts another number in the place of one that was reported. Both stay to be seen. */
export function CorrectDrawer({ of, unit, close }: CorrectProps) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const say = useSay();
  const post = usePost();
  const isNumber = useNumberRule();
  const send = async ({ value, reason }: { value: string; reason: string }) => {
    await post(goalPath.correct(of.id), { value: typedNumber(value) ?? value, reason: reason.trim() });
    say.done(t("correct.done"));
    close();
  };
  return (
    <Drawer title={t("correct.title")} close={close}>
      <EntryForm<{ value: string; reason: string }>
        name={`goal.correct.${of.id}`}
        initial={{ value: "", reason: "" }}
        submit={t("correct.submit")}
        cancel={close}
        send={send}
        effect={
          <Notice
            title={t("correct.of", {
              day: format.day(of.day_on),
              value: `${decimal(of.value)} ${unit}`,
              name: of.by_name,
            })}
          >
            {t("correct.effect")}
          </Notice>
        }
      >
        <Form.Item name="value" label={t("correct.value", { unit })} rules={[isNumber]}>
          <Input inputMode="decimal" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("correct.reason")}
          rules={[{ required: true, whitespace: true, message: t("problem:field.required") }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}

interface ReportProps {
  /** What is measured, and in which unit. */
  name: string;
  unit: string;
  month: Month;
  /** Where the number goes. */
  path: NumberPlace;
  close: () => void;
}

/** An own number with a line of words. */
export function ReportDrawer({ name, unit, month, path, close }: ReportProps) {
  const { t } = useTranslation("performance");
  const say = useSay();
  const post = usePost();
  const isNumber = useNumberRule();
  const { day: today } = useToday();
  const days = reportDays(month, today);
  const required = { required: true, whitespace: true, message: t("report.no_words") };
  const send = async (values: { value: string; words: string; day_on: string }) => {
    await post(path, {
      value: typedNumber(values.value) ?? values.value,
      day_on: values.day_on,
      words: values.words.trim(),
    });
    say.done(t("report.done"));
    close();
  };
  return (
    <Drawer title={t("report.title")} close={close}>
      <EntryForm<{ value: string; words: string; day_on: string }>
        name={`goal.report.${path}`}
        initial={{ value: "", words: "", day_on: days.latest }}
        submit={t("report.submit")}
        cancel={close}
        send={send}
      >
        <Form.Item
          name="value"
          label={t("report.value", { name, unit })}
          extra={t("report.value_hint")}
          rules={[isNumber]}
        >
          <Input inputMode="decimal" autoComplete="off" />
        </Form.Item>
        <Form.Item name="words" label={t("report.words")} rules={[required]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        <Form.Item
          name="day_on"
          label={t("report.day")}
          rules={[{ required: true, message: t("problem:field.required") }]}
        >
          <DayField from={days.earliest} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
