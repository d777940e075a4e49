import { Checkbox, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { TodayOnly } from "@/shared/asof/TodayOnly";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Icon } from "@/shared/icons/Icon";
import { MaskedField } from "@/shared/parts/MaskedField";
import { Notice } from "@/shared/parts/Notice";
import { revealField, useFields, useFieldValues, useSetFields } from "../hooks";
import { type FieldRule, type FieldValue, fieldName, isSealed, valueChange, valueFault } from "../model";
import styles from "./Fields.module.css";
import { useValueWords } from "./words";

/** The fields a company has defined for itself, as far as they are open; nothing where there are none. */
export function FieldsCard({ employment }: { employment: string }) {
  const { t } = useTranslation("people");
  const list = useFieldValues(employment);
  const [editing, setEditing] = useState(false);
  const fields = list.data?.items;
  if (!list.error && (!fields || fields.length === 0)) return null;
  return (
    <Card
      title={t("own.title")}
      covers={<TodayOnly />}
      end={
        fields && (
          <ActionButton
            size="small"
            permission="people.write"
            icon={<Icon name="pencil" />}
            onClick={() => setEditing(true)}
          >
            {t("common:action.edit")}
          </ActionButton>
        )
      }
    >
      {list.error ? (
        <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />
      ) : (
        <dl className={styles.facts}>
          {fields?.map((field) => (
            <Value key={field.field} field={field} employment={employment} />
          ))}
        </dl>
      )}
      {editing && fields && <Edit employment={employment} fields={fields} close={() => setEditing(false)} />}
    </Card>
  );
}

function Value({ field, employment }: { field: FieldValue; employment: string }) {
  const language = useLanguage();
  const words = useValueWords();
  const label = fieldName(language, field);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {isSealed(field) ? (
          <MaskedField
            label={label}
            masked="••••"
            reveal={() => revealField(employment, field.field).then((value) => words(field.kind, value))}
          />
        ) : (
          words(field.kind, field.value)
        )}
      </dd>
    </div>
  );
}

interface EditProps {
  employment: string;
  fields: readonly FieldValue[];
  close: () => void;
}

/** Values by the id of the field; `clear` names sealed ones that are to be emptied. */
type Values = Record<string, string | undefined> & { clear?: never };

/** Only what changed is sent. */
function Edit({ employment, fields, close }: EditProps) {
  const { t } = useTranslation("people");
  const language = useLanguage();
  const say = useSay();
  const set = useSetFields(employment);
  const rules = new Map(useFields(useCan("people.read")).data?.items.map(({ id, rule }) => [id, rule]));
  const [cleared, setCleared] = useState<ReadonlySet<string>>(new Set());
  return (
    <Drawer title={t("own.edit")} close={close}>
      <EntryForm<Values>
        name={`fields.${employment}`}
        initial={Object.fromEntries(
          fields.map((field) => [field.code, isSealed(field) ? undefined : (field.value ?? undefined)]),
        )}
        secret={fields.filter(isSealed).map(({ code }) => code)}
        submit={t("own.save")}
        cancel={close}
        effect={<Notice title={t("own.edit_effect")}>{t("own.edit_effect_why")}</Notice>}
        send={async (values) => {
          const changes = fields.flatMap((field) => {
            const value = valueChange(field, values[field.code], cleared.has(field.code));
            return value === undefined ? [] : [{ field: field.field, value }];
          });
          await set.mutateAsync(changes);
          say.done(t("own.saved"));
          close();
        }}
      >
        {fields.map((field) => (
          <div key={field.field}>
            <Form.Item
              name={field.code}
              label={fieldName(language, field)}
              extra={isSealed(field) ? t("own.keep") : undefined}
              rules={[
                {
                  validator: (_, text?: string) => {
                    const stands = isSealed(field) && !cleared.has(field.code);
                    if (rules.get(field.field)?.required && !stands && !text?.trim())
                      return Promise.reject(new Error(t("field.required")));
                    const fault =
                      text?.trim() && valueFault(field.kind, rules.get(field.field) ?? {}, text.trim());
                    return fault
                      ? Promise.reject(
                          new Error(t(`own.fault.${fault}`, { ...limits(rules.get(field.field)) })),
                        )
                      : Promise.resolve();
                  },
                },
              ]}
            >
              {field.kind === "date" ? (
                <DayField />
              ) : field.kind === "choice" || field.kind === "yes_no" ? (
                <Select allowClear options={options(field, rules.get(field.field), t)} />
              ) : (
                <Input
                  autoComplete="off"
                  disabled={cleared.has(field.code)}
                  inputMode={field.kind === "number" ? "decimal" : undefined}
                />
              )}
            </Form.Item>
            {isSealed(field) && !rules.get(field.field)?.required && (
              <Checkbox
                className={styles.clear}
                checked={cleared.has(field.code)}
                onChange={({ target }) =>
                  setCleared((all) => {
                    const next = new Set(all);
                    if (target.checked) next.add(field.code);
                    else next.delete(field.code);
                    return next;
                  })
                }
              >
                {t("own.clear", { field: fieldName(language, field) })}
              </Checkbox>
            )}
          </div>
        ))}
      </EntryForm>
    </Drawer>
  );
}

const limits = (rule: FieldRule | undefined) => ({
  least: rule?.least ?? undefined,
  greatest: rule?.greatest ?? undefined,
  most: rule?.most_characters ?? 200,
});

function options(field: FieldValue, rule: FieldRule | undefined, t: ReturnType<typeof useTranslation>["t"]) {
  if (field.kind === "yes_no")
    return (["yes", "no"] as const).map((one) => ({ value: one, label: t(`value.${one}`) }));
  return (rule?.choices ?? []).map((one) => ({ value: one, label: one }));
}
