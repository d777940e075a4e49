import { Link } from "@tanstack/react-router";
import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/shared/access/Session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { money } from "@/shared/format/money";
import { faultWords } from "@/shared/i18n/problemWords";
import { Icon } from "@/shared/icons/Icon";
import { MaskedField } from "@/shared/parts/MaskedField";
import { Notice } from "@/shared/parts/Notice";
import { reveal } from "../../hooks";
import type { MaskedFieldView, PayView, PersonPage, Sensitive } from "../../model";
import { useEditPerson } from "../hooks";
import { revealedWords } from "../revealed";
import styles from "./EmployeePage.module.css";

/** Personal data: what is masked is shown on purpose and leaves a trace; what is closed says why. */
export function PersonalCard({ person }: { person: PersonPage }) {
  const { t } = useTranslation("people");
  const [editing, setEditing] = useState(false);
  const closed = [
    ...new Set(person.sensitive.filter(({ may_reveal }) => !may_reveal).map((field) => field.class)),
  ];
  return (
    <Card
      title={t("personal.title")}
      covers={t("personal.trace")}
      end={
        <ActionButton
          size="small"
          permission="people.write"
          icon={<Icon name="pencil" />}
          onClick={() => setEditing(true)}
        >
          {t("common:action.edit")}
        </ActionButton>
      }
    >
      <dl className={styles.facts}>
        {person.former_names.length > 0 && (
          <div>
            <dt>{t("fact.former_names")}</dt>
            <dd>{person.former_names.join(t("value.comma"))}</dd>
          </div>
        )}
        {person.sensitive.map((field) => (
          <Field key={field.field} person={person} field={field} />
        ))}
      </dl>
      {closed.length > 0 && (
        <div className={styles.note}>
          <Notice
            icon="lock"
            title={t("personal.closed", {
              classes: closed.map((one) => t(`class.${one}`)).join(t("value.comma")),
            })}
            action={<WhyLink employment={person.employment_id} />}
          >
            {t("why.ask_hr")}
          </Notice>
        </div>
      )}
      {editing && <Edit person={person} close={() => setEditing(false)} />}
    </Card>
  );
}

/** To the page that says why, for those who may see rights. */
function WhyLink({ employment }: { employment: string }) {
  const { t } = useTranslation("people");
  if (!useCan("role.read")) return null;
  return (
    <Link to="/settings/access" search={{ view: "why", employment } as never}>
      {t("personal.why")}
    </Link>
  );
}

function Field({ person, field }: { person: PersonPage; field: MaskedFieldView }) {
  const { t } = useTranslation("people");
  const label = t(`fact.${field.field}`);
  const show = async () => {
    const { fields, pay } = await reveal(person.employment_id, [field.field]);
    if (field.field === "pay") return payWords(t, pay ?? [], person.as_of);
    return revealedWords(t, field.field, fields.find((one) => one.field === field.field)?.value);
  };
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <MaskedField
          label={label}
          masked={field.masked ?? undefined}
          reveal={field.may_reveal ? show : undefined}
          whyNot={
            field.may_reveal ? undefined : { reason: t("why.class", { class: t(`class.${field.class}`) }) }
          }
        />
      </dd>
    </div>
  );
}

type T = ReturnType<typeof useTranslation>["t"];

function payWords(t: T, pay: readonly PayView[], on: string): string {
  const now =
    pay.find(({ first_day, last_day }) => first_day <= on && (!last_day || on <= last_day)) ?? pay.at(-1);
  return now ? `${money(now.amount_minor, now.currency)} ${t(`per.${now.per}`)}` : t("common:field.empty");
}

const writable = [
  "phone",
  "email",
  "address",
  "emergency_contact",
  "birth_on",
  "id_number",
  "bank_account",
] as const satisfies readonly Sensitive[];
type Values = Partial<Record<"name" | (typeof writable)[number], string>>;

/** Only what is typed is sent; a field left empty stays as it is. */
function Edit({ person, close }: { person: PersonPage; close: () => void }) {
  const { t } = useTranslation("people");
  const say = useSay();
  const edit = useEditPerson(person.employment_id);
  const open = writable.filter((field) =>
    person.sensitive.some((one) => one.field === field && one.may_reveal),
  );
  return (
    <Drawer title={t("personal.edit")} close={close}>
      <EntryForm<Values>
        name={`person.${person.employment_id}`}
        initial={{ name: person.name }}
        secret={[...writable]}
        submit={t("personal.save")}
        cancel={close}
        effect={<Notice title={t("personal.edit_effect")}>{t("personal.edit_effect_why")}</Notice>}
        send={async (values) => {
          const typed: Values = {};
          for (const field of writable) if (values[field]) typed[field] = values[field];
          if (values.name && values.name !== person.name) typed.name = values.name;
          const { warnings } = await edit.mutateAsync(typed);
          say.done(t("personal.saved"));
          for (const { field, code, params } of warnings)
            say.note(t("personal.warning", { field: t(`fact.${field}`), what: faultWords(t, code, params) }));
          close();
        }}
      >
        <Form.Item name="name" label={t("fact.person_name")} extra={t("personal.name_why")}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        {open.map((field) => (
          <Form.Item key={field} name={field} label={t(`fact.${field}`)} extra={t("personal.keep")}>
            {field === "birth_on" ? <DayField /> : <Input autoComplete="off" />}
          </Form.Item>
        ))}
      </EntryForm>
    </Drawer>
  );
}
