import { Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DayField } from "@/shared/desk/DayField";
import { contractKinds, fen, pays } from "../model";

type Path = string | readonly string[];
const pathOf = (path: Path): string[] => (typeof path === "string" ? [path] : [...path]);

interface AmountProps {
  name: string;
  label: string;
  extra?: string;
  required?: boolean;
}

/** An amount in yuan, kept exact. */
export function AmountField({ name, label, extra, required = false }: AmountProps) {
  const { t } = useTranslation("people");
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={[
        { required, message: t("field.required") },
        {
          validator: (_, text: string) =>
            text && fen(text) === undefined
              ? Promise.reject(new Error(t("field.amount_wrong")))
              : Promise.resolve(),
        },
      ]}
    >
      <Input prefix="¥" inputMode="decimal" autoComplete="off" />
    </Form.Item>
  );
}

/** An amount and what it is for. On record it is hidden, so a correction says it again. */
export function PayFields({ again }: { again: boolean }) {
  const { t } = useTranslation("people");
  return (
    <>
      <AmountField
        name="amount"
        label={t("field.amount")}
        extra={again ? t("correct.amount_why") : undefined}
        required
      />
      <Form.Item name="per" label={t("field.per")}>
        <Radio.Group options={pays.map((per) => ({ value: per, label: t(`per.${per}`) }))} />
      </Form.Item>
    </>
  );
}

interface ContractProps {
  /** Where kind, last day and number stand among the values. */
  names?: Record<"kind" | "last_day" | "number", Path>;
  optional?: boolean;
  /** The first day, when the form knows it. */
  from?: string;
}

const flat = { kind: "contract_kind", last_day: "contract_last_day", number: "contract_number" };

/** What a contract says: its last day is asked for where its kind has one. */
export function ContractFields({ names = flat, optional = false, from }: ContractProps) {
  const { t } = useTranslation("people");
  const kind: unknown = Form.useWatch(pathOf(names.kind));
  const required = { required: true, message: t("field.required") };
  return (
    <>
      <Form.Item name={pathOf(names.kind)} label={t("fact.contract.kind")} rules={optional ? [] : [required]}>
        <Select
          allowClear={optional}
          options={contractKinds.map((one) => ({ value: one, label: t(`contract.${one}`) }))}
        />
      </Form.Item>
      {kind !== "open_ended" && (kind || !optional) && (
        <Form.Item
          name={pathOf(names.last_day)}
          label={t("fact.contract.last_day")}
          rules={kind === "fixed_term" ? [required] : []}
        >
          <DayField from={from} />
        </Form.Item>
      )}
      {(kind || !optional) && (
        <Form.Item name={pathOf(names.number)} label={t("fact.contract.number")}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      )}
    </>
  );
}
