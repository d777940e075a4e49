import { Button, Checkbox, Form, Input, InputNumber, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Notice } from "@/shared/parts/Notice";
import { useChangeField, useRetireField } from "../hooks";
import { type FieldView, fieldName } from "../model";
import styles from "./Fields.module.css";

interface Values {
  name: string;
  name_en?: string;
  required?: boolean;
  position?: number;
}

/** What a field is called and whether it must be filled in; what it holds and who sees it stay. */
export function ChangeField({ field, close }: { field: FieldView; close: () => void }) {
  const { t } = useTranslation("people");
  const say = useSay();
  const change = useChangeField(field.id);
  return (
    <Drawer title={t("own.change_of", { name: field.name })} close={close}>
      <EntryForm<Values>
        name={`field.${field.id}`}
        initial={{
          name: field.name,
          name_en: field.name_en ?? undefined,
          required: field.rule.required ?? false,
          position: field.position,
        }}
        submit={t("own.change_save")}
        cancel={close}
        effect={<Notice title={t("own.change_effect")}>{t("own.change_effect_why")}</Notice>}
        send={async ({ name, name_en, required = false, position = field.position }) => {
          await change.mutateAsync({
            name: name.trim(),
            name_en: name_en?.trim() || null,
            required,
            position,
          });
          say.done(t("own.changed"));
          close();
        }}
      >
        <div className={styles.pair}>
          <Form.Item
            name="name"
            label={t("own.name")}
            rules={[{ required: true, whitespace: true, message: t("field.required") }]}
          >
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="name_en" label={t("own.name_en")}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
        </div>
        <Form.Item name="required" valuePropName="checked" extra={t("own.required_why")}>
          <Checkbox>{t("own.required")}</Checkbox>
        </Form.Item>
        <Form.Item name="position" label={t("own.position")} extra={t("own.position_why")}>
          <InputNumber precision={0} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}

/** Nothing is lost, but it cannot be taken back: it asks first. */
export function RetireField({ field }: { field: FieldView }) {
  const { t } = useTranslation("people");
  const language = useLanguage();
  const say = useSay();
  const retire = useRetireField();
  const name = fieldName(language, field);
  return (
    <Popconfirm
      title={t("own.retire_title", { name })}
      description={t("own.retire_why")}
      okText={t("catalogue.retire")}
      cancelText={t("common:action.cancel")}
      onConfirm={() =>
        retire.mutateAsync(field.id).then(
          () => say.done(t("catalogue.retired_done")),
          (error: unknown) => say.problem(problemOf(error)),
        )
      }
    >
      <Button size="small" type="link" aria-label={t("catalogue.retire_of", { name })}>
        {t("catalogue.retire")}
      </Button>
    </Popconfirm>
  );
}
