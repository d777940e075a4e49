import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DayField } from "@/shared/desk/DayField";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { sources } from "../grant";
import { useLeaveTypes } from "../hooks";
import { nameIn } from "../model";
import styles from "./LeaveCard.module.css";
import { DaysItem, ReasonItem } from "./LineFields";

/** What is given: type, days, from when to when, where it comes from and why. */
export function GrantFields() {
  const { t } = useTranslation("time");
  const language = useLanguage();
  const types = useLeaveTypes().data?.items.filter(({ needs_balance }) => needs_balance) ?? [];
  const first: unknown = Form.useWatch("first_day");
  const required = { required: true, message: t("grant.required") };
  return (
    <>
      <Form.Item name="leave_type" label={t("grant.type")} rules={[required]}>
        <Select options={types.map((type) => ({ value: type.code, label: nameIn(language, type) }))} />
      </Form.Item>
      <DaysItem />
      <div className={styles.pair}>
        <Form.Item name="first_day" label={t("grant.first_day")} rules={[required]}>
          <DayField />
        </Form.Item>
        <Form.Item name="last_day" label={t("grant.last_day")} extra={t("grant.last_day_why")}>
          <DayField from={typeof first === "string" ? first : undefined} />
        </Form.Item>
      </div>
      <Form.Item name="source" label={t("grant.source")} rules={[required]}>
        <Select options={sources.map((one) => ({ value: one, label: t(`grant.source.${one}`) }))} />
      </Form.Item>
      <ReasonItem />
    </>
  );
}
