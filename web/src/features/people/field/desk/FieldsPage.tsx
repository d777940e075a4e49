import { Button, Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { employeeClasses } from "@/shared/access/fieldClasses";
import { useCan } from "@/shared/access/Session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { TwoLines } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { listed } from "@/shared/desk/listed";
import { PageShell } from "@/shared/desk/PageShell";
import { useSay } from "@/shared/desk/useSay";
import type { Views } from "@/shared/desk/ViewTabs";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Icon } from "@/shared/icons/Icon";
import { Notice } from "@/shared/parts/Notice";
import { Tag } from "@/shared/parts/Tag";
import { InUse } from "../../InUse";
import { useDefineField, useFields } from "../hooks";
import { type FieldView, fieldName, isSealedClass, kinds, type NewField, ruleFor } from "../model";
import { ChangeField, RetireField } from "./ChangeField";
import styles from "./Fields.module.css";

export interface FieldsSearch {
  do?: "define";
}

interface Props {
  search: FieldsSearch;
  go: (search: FieldsSearch) => void;
  tabs: Views;
}

/** The fields a company keeps of its people beyond those that come with the program. */
export function FieldsPage({ search, go, tabs }: Props) {
  const { t } = useTranslation("people");
  const language = useLanguage();
  const list = useFields();
  const may = useCan("field.write");
  const [changing, setChanging] = useState<FieldView>();
  const limit = ({ kind, rule }: FieldView) => {
    if (kind === "choice") return (rule.choices ?? []).join(t("value.comma"));
    if (kind === "text") return t("own.most", { count: rule.most_characters ?? 200 });
    if (kind !== "number") return t("value.none");
    const { least, greatest } = rule;
    if (typeof least === "number" && typeof greatest === "number")
      return t("own.between", { least, greatest });
    if (typeof least === "number") return t("own.at_least", { least });
    return typeof greatest === "number" ? t("own.at_most", { greatest }) : t("value.none");
  };
  const rule = (field: FieldView) =>
    field.rule.required ? `${t("own.required_short")} · ${limit(field)}` : limit(field);
  return (
    <PageShell
      title={t("own.page_title")}
      purpose={t("own.purpose")}
      tabs={tabs}
      actions={
        <ActionButton
          type="primary"
          permission="field.write"
          icon={<Icon name="plus" />}
          onClick={() => go({ do: "define" })}
        >
          {t("own.define")}
        </ActionButton>
      }
    >
      <DataTable
        name="fields"
        label={t("own.page_title")}
        identity={{
          key: "field",
          title: t("own.name"),
          width: 180,
          render: (field) => <TwoLines main={fieldName(language, field)} sub={field.code} />,
        }}
        columns={[
          {
            key: "kind",
            title: t("own.kind"),
            width: 90,
            render: ({ kind }) => t(`own.kind.${kind}`),
          },
          {
            key: "rule",
            title: t("own.rule"),
            width: 200,
            render: (field) => <TwoLines main={rule(field)} />,
          },
          {
            key: "class",
            title: t("own.class"),
            width: 110,
            render: (field) => <Tag>{t(`class.${field.class}`)}</Tag>,
          },
          {
            key: "position",
            title: t("own.position"),
            width: 72,
            align: "end",
            render: ({ position }) => position,
          },
          {
            key: "state",
            title: t("catalogue.state"),
            width: 100,
            render: ({ retired }) => <InUse retired={retired} />,
          },
          {
            key: "do",
            title: t("catalogue.act"),
            width: 150,
            render: (field) =>
              may &&
              !field.retired && (
                <>
                  <Button
                    size="small"
                    type="link"
                    aria-label={t("own.change_of", { name: fieldName(language, field) })}
                    onClick={() => setChanging(field)}
                  >
                    {t("common:action.edit")}
                  </Button>
                  <RetireField field={field} />
                </>
              ),
          },
        ]}
        rowKey={({ id }) => id}
        rowName={(field) => fieldName(language, field)}
        {...listed(list)}
        counted={(amount, count) => t("own.counted", { amount, count })}
        empty={{
          title: t("own.empty"),
          reason: t("own.empty_why"),
          action: (
            <ActionButton permission="field.write" onClick={() => go({ do: "define" })}>
              {t("own.define")}
            </ActionButton>
          ),
        }}
        ended={({ retired }) => retired}
      />
      {changing && <ChangeField field={changing} close={() => setChanging(undefined)} />}
      {search.do === "define" && list.data && <Define fields={list.data.items} close={() => go({})} />}
    </PageShell>
  );
}

function Define({ fields, close }: { fields: readonly FieldView[]; close: () => void }) {
  const { t } = useTranslation("people");
  const say = useSay();
  const define = useDefineField();
  const [values, setValues] = useState<Partial<NewField>>({ kind: "text" });
  const required = { required: true, message: t("field.required") };
  const kind = values.kind ?? "text";
  const last = Math.max(0, ...fields.map(({ position }) => position));
  return (
    <Drawer title={t("own.define")} close={close}>
      <EntryForm<NewField>
        name="field"
        initial={{ kind: "text", class: "work", position: last + 10 }}
        submit={t("own.define")}
        cancel={close}
        onValues={setValues}
        effect={
          <Notice title={t("own.effect", { class: t(`class.${values.class ?? "work"}`) })}>
            {isSealedClass(values.class ?? "work") ? t("own.effect_sealed") : t("own.effect_plain")}
          </Notice>
        }
        send={async ({ rule, name_en, ...field }) => {
          await define.mutateAsync({
            ...field,
            name_en: name_en?.trim() || undefined,
            rule: ruleFor(field.kind, rule),
          });
          say.done(t("own.defined"));
          close();
        }}
      >
        <div className={styles.pair}>
          <Form.Item name="name" label={t("own.name")} rules={[required]}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="name_en" label={t("own.name_en")}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
        </div>
        <Form.Item
          name="code"
          label={t("own.code")}
          extra={t("own.code_why")}
          rules={[required, { pattern: /^[a-z0-9_]{1,40}$/, message: t("own.code_wrong") }]}
        >
          <Input maxLength={40} autoComplete="off" autoCapitalize="none" placeholder="uniform_size" />
        </Form.Item>
        <Form.Item name="kind" label={t("own.kind")} rules={[required]}>
          <Select options={kinds.map((one) => ({ value: one, label: t(`own.kind.${one}`) }))} />
        </Form.Item>
        {kind === "choice" && (
          <Form.Item
            name={["rule", "choices"]}
            label={t("own.choices")}
            extra={t("own.choices_why")}
            rules={[{ required: true, type: "array", min: 1, message: t("own.choices_needed") }]}
          >
            <Select
              mode="tags"
              open={false}
              suffixIcon={null}
              tokenSeparators={[",", "，", "、", ";", "；"]}
            />
          </Form.Item>
        )}
        {kind === "text" && (
          <Form.Item
            name={["rule", "most_characters"]}
            label={t("own.most_characters")}
            extra={t("own.most_why")}
          >
            <InputNumber min={1} max={4000} precision={0} placeholder="200" />
          </Form.Item>
        )}
        {kind === "number" && (
          <div className={styles.pair}>
            <Form.Item name={["rule", "least"]} label={t("own.least")}>
              <InputNumber precision={0} style={{ width: "100%" }} />
            </Form.Item>
            <Form.Item name={["rule", "greatest"]} label={t("own.greatest")}>
              <InputNumber precision={0} style={{ width: "100%" }} />
            </Form.Item>
          </div>
        )}
        <Form.Item name={["rule", "required"]} valuePropName="checked" extra={t("own.required_why")}>
          <Checkbox>{t("own.required")}</Checkbox>
        </Form.Item>
        <Form.Item name="class" label={t("own.class")} extra={t("own.class_why")} rules={[required]}>
          <Select options={employeeClasses.map((one) => ({ value: one, label: t(`class.${one}`) }))} />
        </Form.Item>
        <Form.Item name="position" label={t("own.position")} extra={t("own.position_why")}>
          <InputNumber precision={0} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
