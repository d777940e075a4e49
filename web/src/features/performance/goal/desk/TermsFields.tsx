import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { DayField } from "@/shared/desk/DayField";
import type { Month } from "../model";
import { type TermsForm, termsFaults } from "../terms";
import styles from "./goal.module.css";

/** What exactly is to be reached, in which unit, how much, by when, and how much of the month it weighs. */
export function TermsFields({ month }: { month: Month }) {
  const { t } = useTranslation("performance");
  const form = Form.useFormInstance<{ terms: TermsForm }>();
  /** The model's own check of one field, so that both sides of the product check alike. */
  const check = (field: keyof TermsForm) => ({
    validator: () => {
      const { terms } = form.getFieldsValue(true) as { terms: TermsForm };
      const fault = termsFaults({ ...blank, ...terms }, month)[field];
      return fault ? Promise.reject(new Error(t(`problem:field.${fault}`))) : Promise.resolve();
    },
  });
  const item = (field: keyof TermsForm) => ({ name: ["terms", field], rules: [check(field)] });
  return (
    <>
      <Form.Item {...item("name")} label={t("terms.name")} extra={t("terms.name_hint")}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item {...item("target")} label={t("goal.target")}>
          <Input inputMode="decimal" autoComplete="off" />
        </Form.Item>
        <Form.Item {...item("unit")} label={t("terms.unit")} extra={t("terms.unit_hint")}>
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name={["terms", "direction"]} label={t("goal.direction")}>
        <Radio.Group
          options={(["higher", "lower"] as const).map((way) => ({
            value: way,
            label: t(`direction.${way}`),
          }))}
        />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item {...item("weight_ppm")} label={t("goal.share")}>
          <Input inputMode="decimal" suffix="%" autoComplete="off" />
        </Form.Item>
        <Form.Item {...item("due_on")} label={t("goal.due_on")}>
          <DayField from={`${month}-01`} />
        </Form.Item>
      </div>
      <Form.Item {...item("baseline")} label={t("terms.baseline")} extra={t("terms.baseline_hint")}>
        <Input inputMode="decimal" autoComplete="off" />
      </Form.Item>
    </>
  );
}

/** What a field holds before it is touched. */
const blank: TermsForm = {
  name: "",
  unit: "",
  target: "",
  baseline: "",
  direction: "higher",
  weight_ppm: "",
  due_on: "",
};
