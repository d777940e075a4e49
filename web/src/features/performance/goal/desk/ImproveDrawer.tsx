import { Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { decimal, percent } from "@/shared/format/numbers";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { goalPath, usePost } from "../hooks";
import { type ItemForm, itemBody, itemFaults, measurable, OWN, startItem } from "../item";
import type { Result } from "../model";
import { monthAfter } from "../months";
import { useMonth } from "../useMonth";

interface Props {
  result: Result;
  close: () => void;
  set: (item: string) => void;
}

/** Agrees, with a result, on one thing to do better next month, and by which number it will show. */
export function ImproveDrawer({ result, close, set }: Props) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const say = useSay();
  const post = usePost();
  const { parts } = result.score;
  const [form] = Form.useForm<ItemForm>();
  const first = startItem(parts);
  const goal = Form.useWatch("goal_id", form) ?? first.goal_id;
  const part = parts.find(({ goal_id }) => goal_id === goal);
  const check = (field: keyof ItemForm) => ({
    validator: () => {
      const fault = itemFaults({ ...first, ...(form.getFieldsValue(true) as Partial<ItemForm>) }, parts)[
        field
      ];
      return fault ? Promise.reject(new Error(t(`problem:field.${fault}`))) : Promise.resolve();
    },
  });
  const item = (name: keyof ItemForm) => ({ name, rules: [check(name)] });
  const send = async (values: ItemForm) => {
    const made = await post(goalPath.improve(result.id), itemBody({ ...first, ...values }));
    say.done(t("improve.done"));
    set(made.id);
  };
  return (
    <Drawer
      title={t("improve.title")}
      status={<Facts of={[result.employee.name, month(monthAfter(result.month, 1))]} />}
      close={close}
    >
      <EntryForm<ItemForm>
        name={`goal.improve.${result.id}`}
        form={form}
        initial={first}
        submit={t("improve.submit")}
        cancel={close}
        send={send}
        onValues={(values) => {
          if (values.goal_id !== goal) form.setFieldValue("target", "");
        }}
        effect={
          <Notice title={t("improve.why")}>{t("improve.effect", { name: result.employee.name })}</Notice>
        }
      >
        <Form.Item name="goal_id" label={t("improve.measure")}>
          <Select
            options={[
              ...measurable(parts).map(({ goal_id, name, standing }) => ({
                value: goal_id,
                label:
                  standing.completion_ppm == null ? name : `${name} ${percent(standing.completion_ppm, 1)}`,
              })),
              { value: OWN, label: t("improve.own") },
            ]}
          />
        </Form.Item>
        {goal === OWN && (
          <>
            <Form.Item {...item("name")} label={t("improve.name")}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
            <Form.Item {...item("unit")} label={t("terms.unit")} extra={t("terms.unit_hint")}>
              <Input maxLength={20} autoComplete="off" />
            </Form.Item>
            <Form.Item name="direction" label={t("goal.direction")}>
              <Radio.Group
                options={(["higher", "lower"] as const).map((way) => ({
                  value: way,
                  label: t(`direction.${way}`),
                }))}
              />
            </Form.Item>
            <Form.Item {...item("before")} label={t("improve.before")}>
              <Input inputMode="decimal" autoComplete="off" />
            </Form.Item>
          </>
        )}
        <Form.Item
          {...item("target")}
          label={t("improve.target")}
          extra={
            part?.standing.actual != null &&
            t("improve.now", { value: `${decimal(part.standing.actual)} ${part.unit}` })
          }
        >
          <Input inputMode="decimal" autoComplete="off" />
        </Form.Item>
        <Form.Item {...item("action")} label={t("improve.action")} extra={t("improve.action_hint")}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
