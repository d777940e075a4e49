import { Link } from "@tanstack/react-router";
import { Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/shared/access/Session";
import { DayField } from "@/shared/desk/DayField";
import { EntryForm } from "@/shared/desk/EntryForm";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import { StateBlock } from "@/shared/desk/StateBlock";
import { UnitSelect } from "@/shared/desk/UnitSelect";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Notice } from "@/shared/parts/Notice";
import { findPeople, useGrades, useJobTitles, useUnits } from "../../hooks";
import { employmentKinds, unitPath } from "../../model";
import { useHire } from "../hooks";
import { fen } from "../model";
import styles from "./EmployeePage.module.css";

interface Values {
  person: { name: string; id_number?: string; phone?: string; bank_account?: string };
  number?: string;
  first_day: string;
  kind: string;
  probation_last_day?: string;
  post: { unit: string; job?: string; grade?: string; manager?: string };
  amount?: string;
  contract?: { kind?: string; last_day?: string };
  note?: string;
}

const people = (words: string) =>
  findPeople(words).then((rows) =>
    rows.map((row) => ({ id: row.employment_id, name: row.name, number: row.number, unit: row.unit_name })),
  );

const given = <Facts extends object>(facts: Facts | undefined): Facts | undefined => {
  const kept = Object.entries(facts ?? {}).filter(([, value]) => value !== undefined && value !== "");
  return kept.length > 0 ? (Object.fromEntries(kept) as Facts) : undefined;
};

/** Somebody new starts: person, post, contract and pay in one go. */
export function HirePage({ hired }: { hired: (employment: string) => void }) {
  const { t } = useTranslation("people");
  const say = useSay();
  const hire = useHire();
  const may = useCan("people.write");
  const { day: today } = useToday();
  const units = useUnits().data?.units ?? [];
  const jobs = useJobTitles().data?.items.filter(({ retired }) => !retired) ?? [];
  const grades = useGrades().data?.items.filter(({ retired }) => !retired) ?? [];
  const [values, setValues] = useState<Partial<Values>>({ first_day: today });
  const required = { required: true, message: t("field.required") };
  const options = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  const shell = {
    title: t("hire.title"),
    path: <Link to="/people">{t("list.title")}</Link>,
    purpose: t("hire.purpose"),
  };
  if (!may) {
    return (
      <PageShell {...shell}>
        <StateBlock icon="lock" title={t("common:state.no_right")}>
          {t("common:why.permission")}
        </StateBlock>
      </PageShell>
    );
  }
  return (
    <PageShell {...shell}>
      <div className={styles.sheet}>
        <EntryForm<Values>
          name="hire"
          initial={{ first_day: today, kind: "regular" }}
          secret={["person", "amount"]}
          submit={t("hire.submit")}
          onValues={setValues}
          effect={<Effect values={values} units={units} today={today} />}
          send={async ({ amount, contract, person, post, ...rest }) => {
            const made = await hire.mutateAsync({
              ...given(rest),
              person: given(person),
              post: given(post),
              pay: amount ? { amount_minor: fen(amount), currency: "CNY", per: "month" } : undefined,
              contract: contract?.kind ? given(contract) : undefined,
            });
            say.done(t("hire.done", { name: person.name, number: made.number }));
            hired(made.employment_id);
          }}
        >
          <h2>{t("hire.part.person")}</h2>
          <Form.Item name={["person", "name"]} label={t("fact.person_name")} rules={[required]}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name={["person", "id_number"]} label={t("fact.id_number")} extra={t("hire.id_why")}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name={["person", "phone"]} label={t("fact.phone")}>
            <Input autoComplete="off" inputMode="tel" />
          </Form.Item>
          <h2>{t("hire.part.post")}</h2>
          <Form.Item name="first_day" label={t("fact.first_day")} rules={[required]}>
            <DayField />
          </Form.Item>
          <Form.Item name="kind" label={t("fact.kind")} rules={[required]}>
            <Select options={employmentKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
          </Form.Item>
          <Form.Item
            name="probation_last_day"
            label={t("fact.probation_last_day")}
            extra={t("hire.probation_why")}
          >
            <DayField from={values.first_day} />
          </Form.Item>
          <Form.Item name={["post", "unit"]} label={t("field.unit")} rules={[required]}>
            <UnitSelect units={units} />
          </Form.Item>
          <Form.Item name={["post", "job"]} label={t("field.job")}>
            <Select allowClear showSearch={{ optionFilterProp: "label" }} options={options(jobs)} />
          </Form.Item>
          <Form.Item name={["post", "grade"]} label={t("field.grade")}>
            <Select allowClear showSearch={{ optionFilterProp: "label" }} options={options(grades)} />
          </Form.Item>
          <Form.Item name={["post", "manager"]} label={t("field.manager")} extra={t("field.manager_why")}>
            <PersonSelect search={people} />
          </Form.Item>
          <Form.Item name="number" label={t("fact.number")} extra={t("hire.number_why")}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <h2>{t("hire.part.terms")}</h2>
          <Form.Item name={["contract", "kind"]} label={t("fact.contract.kind")}>
            <Select
              allowClear
              options={(["fixed_term", "open_ended", "by_task", "service"] as const).map((one) => ({
                value: one,
                label: t(`contract.${one}`),
              }))}
            />
          </Form.Item>
          {values.contract?.kind === "fixed_term" && (
            <Form.Item name={["contract", "last_day"]} label={t("fact.contract.last_day")} rules={[required]}>
              <DayField from={values.first_day} />
            </Form.Item>
          )}
          <Form.Item
            name="amount"
            label={t("hire.pay")}
            extra={t("hire.pay_why")}
            rules={[
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
        </EntryForm>
      </div>
    </PageShell>
  );
}

interface EffectProps {
  values: Partial<Values>;
  units: Parameters<typeof unitPath>[0];
  today: string;
}

function Effect({ values, units, today }: EffectProps) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const path = unitPath(units, values.post?.unit);
  const unit = path.at(-1);
  const company = path.some(({ kind }) => kind === "company");
  if (!unit || !values.first_day) return null;
  return (
    <Notice
      title={t("hire.effect", {
        day: format.day(values.first_day),
        unit: path.map(({ name }) => name).join(" / "),
      })}
    >
      {!company && <p>{t("hire.no_company")}</p>}
      {!values.post?.manager &&
        (unit.head_name ? t("effect.head", { name: unit.head_name }) : t("effect.no_head"))}{" "}
      {values.first_day > today ? t("hire.planned") : t("hire.now")}
    </Notice>
  );
}
