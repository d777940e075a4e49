import { Link } from "@tanstack/react-router";
import { Checkbox, Form, Input, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/binding";
import { problemOf } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { DayField } from "@/shared/desk/DayField";
import { EntryForm } from "@/shared/desk/EntryForm";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import { UnitSelect } from "@/shared/desk/UnitSelect";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { findPeople, lookUp, useGrades, useJobTitles, usePerson, useUnits } from "../../hooks";
import { type EmploymentKind, employmentKinds, type PersonPage, unitPath } from "../../model";
import { useHire } from "../hooks";
import { payOf } from "../model";
import styles from "./EmployeePage.module.css";
import { SeatField } from "./SeatField";
import { AmountField, ContractFields } from "./TermFields";

interface Values {
  person: { name: string; id_number?: string; phone?: string; bank_account?: string };
  number?: string;
  first_day: string;
  kind: EmploymentKind;
  probation_last_day?: string;
  post: { unit: string; job?: string; grade?: string; position?: string; manager?: string };
  amount?: string;
  contract?: { kind?: Schema<"ContractKind">; last_day?: string; number?: string };
  note?: string;
  despite_no_rehire?: boolean;
}

const seat = ["post", "position"] as const;
const contractNames = {
  kind: ["contract", "kind"],
  last_day: ["contract", "last_day"],
  number: ["contract", "number"],
};

const people = (words: string) =>
  findPeople(words).then((rows) =>
    rows.map((row) => ({ id: row.employment_id, name: row.name, number: row.number, unit: row.unit_name })),
  );

const given = <Facts extends object>(facts: Facts | undefined): Facts | undefined => {
  const kept = Object.entries(facts ?? {}).filter(([, value]) => value !== undefined && value !== "");
  return kept.length > 0 ? (Object.fromEntries(kept) as Facts) : undefined;
};

interface Props {
  /** An earlier employment of somebody who starts again. */
  again?: string;
  hired: (employment: string) => void;
}

/** Somebody starts, for the first time or again. */
export function HirePage({ again, hired }: Props) {
  const { t } = useTranslation("people");
  const before = usePerson(again);
  if (again && !before.data) {
    return (
      <PageShell
        title={t("event.rehire")}
        purpose={t("rehire.purpose")}
        path={<Link to="/people">{t("list.title")}</Link>}
      >
        {before.error ? (
          <ProblemBlock problem={problemOf(before.error)} retry={() => void before.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </PageShell>
    );
  }
  return <Start before={before.data} hired={hired} />;
}

/** Person, post, contract and pay in one go. Of somebody known the person is there already. */
function Start({ before, hired }: { before?: PersonPage; hired: Props["hired"] }) {
  const { t } = useTranslation("people");
  /** Whom the number belongs to, when the server knew it. */
  const [known, setKnown] = useState<string[]>();
  const [barred, setBarred] = useState(false);
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
    title: t(before ? "event.rehire" : "hire.title"),
    path: <Link to="/people">{t("list.title")}</Link>,
    purpose: t(before ? "rehire.purpose" : "hire.purpose"),
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
          name={before ? `rehire.${before.person_id}` : "hire"}
          initial={{ first_day: today, kind: "regular" }}
          secret={["person", "amount"]}
          submit={t(before ? "rehire.submit" : "hire.submit")}
          onValues={setValues}
          effect={<Effect values={values} units={units} today={today} />}
          send={async ({ amount, contract, person, post, first_day, kind, ...rest }) => {
            setKnown(undefined);
            try {
              const made = await hire.mutateAsync({
                ...given(rest),
                first_day,
                kind,
                ...(before ? { person_id: before.person_id } : { person: given(person) }),
                post: { ...given(post), unit: post.unit },
                pay: amount ? payOf({ amount }) : undefined,
                contract: contract?.kind ? { ...given(contract), kind: contract.kind } : undefined,
              });
              say.done(t("hire.done", { name: before?.name ?? person.name, number: made.number }));
              hired(made.employment_id);
            } catch (error) {
              const { code } = problemOf(error);
              if (code === "personnel.no_rehire") setBarred(true);
              if (code === "personnel.person_known" && person.id_number)
                setKnown(await lookUp({ id_number: person.id_number.trim() }).catch(() => []));
              throw error;
            }
          }}
        >
          {known && <Known employments={known} />}
          <h2>{t("hire.part.person")}</h2>
          {before ? (
            <Before person={before} />
          ) : (
            <>
              <Form.Item name={["person", "name"]} label={t("fact.person_name")} rules={[required]}>
                <Input maxLength={100} autoComplete="off" />
              </Form.Item>
              <Form.Item name={["person", "id_number"]} label={t("fact.id_number")} extra={t("hire.id_why")}>
                <Input autoComplete="off" />
              </Form.Item>
              <Form.Item name={["person", "phone"]} label={t("fact.phone")}>
                <Input autoComplete="off" inputMode="tel" />
              </Form.Item>
            </>
          )}
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
          <SeatField name={seat} unit={values.post?.unit} on={values.first_day} />
          <Form.Item name={["post", "manager"]} label={t("field.manager")} extra={t("field.manager_why")}>
            <PersonSelect search={people} />
          </Form.Item>
          <Form.Item name="number" label={t("fact.number")} extra={t("hire.number_why")}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <h2>{t("hire.part.terms")}</h2>
          <ContractFields names={contractNames} optional from={values.first_day} />
          <AmountField name="amount" label={t("hire.pay")} extra={t("hire.pay_why")} />
          {barred && (
            <Form.Item name="despite_no_rehire" valuePropName="checked">
              <Checkbox>{t("rehire.despite")}</Checkbox>
            </Form.Item>
          )}
        </EntryForm>
      </div>
    </PageShell>
  );
}

/** Whoever starts again, as they are known. */
function Before({ person }: { person: PersonPage }) {
  const { t } = useTranslation("people");
  return (
    <Notice title={<Facts of={[<Name key="who">{person.name}</Name>, person.number, person.unit_name]} />}>
      {person.work?.last_day ? t("rehire.left", { day: person.work.last_day }) : t("rehire.works")}{" "}
      {t("rehire.number")}
    </Notice>
  );
}

/** The number is somebody's already: who it is, and how to go on. */
function Known({ employments }: { employments: readonly string[] }) {
  const { t } = useTranslation("people");
  return (
    <Notice tone="warning" title={t("rehire.known")}>
      {employments.length === 0 ? (
        <p>{t("rehire.known_nobody")}</p>
      ) : (
        employments.map((one) => <KnownPerson key={one} employment={one} />)
      )}
    </Notice>
  );
}

function KnownPerson({ employment }: { employment: string }) {
  const { t } = useTranslation("people");
  const person = usePerson(employment).data;
  if (!person) return null;
  return (
    <p>
      <Facts of={[<Name key="who">{person.name}</Name>, person.number, person.unit_name]} />{" "}
      <Link to="/people/hire" search={{ again: employment } as never}>
        {t("event.rehire")}
      </Link>
    </p>
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
