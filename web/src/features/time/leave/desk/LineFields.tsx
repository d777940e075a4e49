import { Form, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";

/** How many days a line of the leave ledger is of. */
export function DaysItem() {
  const { t } = useTranslation("time");
  return (
    <Form.Item name="days" label={t("grant.days")} rules={[{ required: true, message: t("grant.required") }]}>
      <InputNumber
        min={0.01}
        max={3660}
        step={0.5}
        precision={2}
        suffix={t("grant.unit")}
        style={{ width: "100%" }}
      />
    </Form.Item>
  );
}

/** Why the line is written; whoever reads the ledger sees it. */
export function ReasonItem() {
  const { t } = useTranslation("time");
  return (
    <Form.Item
      name="reason"
      label={t("grant.reason")}
      extra={t("grant.reason_why")}
      rules={[{ required: true, message: t("grant.required"), whitespace: true }]}
    >
      <Input maxLength={500} autoComplete="off" />
    </Form.Item>
  );
}
