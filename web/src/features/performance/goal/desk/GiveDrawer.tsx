import { Form, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import type { PersonOption } from "@/shared/desk/useFoundPeople";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { goalPath, usePost, useSheet } from "../hooks";
import { lastDay, type Month } from "../model";
import { monthOf, monthsAround } from "../months";
import { othersOf, shareOf, startTerms, type TermsForm, termsBody, weigh } from "../terms";
import { useMonth } from "../useMonth";
import { WeightsNotice } from "../WeightsNotice";
import { TermsFields } from "./TermsFields";

interface Values {
  employment_id?: string;
  month: Month;
  terms: TermsForm;
}

interface Props {
  /** Whom it is for, when that is known already. */
  person?: PersonOption;
  month: Month;
  /** Finds those one may give goals to. */
  people: (words: string) => Promise<PersonOption[]>;
  close: () => void;
  given: (goal: string) => void;
}

/** Gives a person a goal for a month; what the month weighs with it is said before it is sent. */
export function GiveDrawer({ person, month, people, close, given }: Props) {
  const { t } = useTranslation("performance");
  const words = useMonth();
  const say = useSay();
  const post = usePost();
  const { day: today } = useToday();
  const [form] = Form.useForm<Values>();
  const [chosen, choose] = useState(person);
  const open = monthsAround(today, 3, 0);
  const first: Values = {
    employment_id: person?.id,
    month: open.includes(month) ? month : monthOf(today),
    terms: { ...startTerms(open.includes(month) ? month : monthOf(today)), weight_ppm: "" },
  };
  const watched = Form.useWatch([], form) as Values | undefined;
  const values = watched?.terms ? watched : first;
  const sheet = useSheet(values.employment_id, values.month).data?.items;
  const weighing =
    sheet &&
    weigh(othersOf(sheet), shareOf(values.terms.weight_ppm) ?? 0, {
      opened: values.month <= monthOf(today),
    });
  const name = (values.employment_id && (chosen?.name ?? sheet?.[0]?.employee.name)) || "";
  const send = async ({ employment_id = "", month: of, terms }: Values) => {
    const goal = await post(goalPath.give, { employment_id, month: of, terms: termsBody(terms) });
    say.done(t("give.done"));
    given(goal.id);
  };
  return (
    <Drawer title={t("give.title")} close={close}>
      <EntryForm<Values>
        name={`goal.give.${person?.id ?? ""}`}
        form={form}
        initial={first}
        submit={t("give.submit")}
        cancel={close}
        secret={["employment_id"]}
        send={send}
        onValues={(next) => {
          if (next.month !== values.month) form.setFieldValue(["terms", "due_on"], lastDay(next.month));
        }}
        effect={weighing && <WeightsNotice weighing={weighing} name={name} />}
      >
        <Form.Item
          name="employment_id"
          label={t("give.who")}
          rules={[{ required: true, message: t("problem:field.required") }]}
        >
          <Chosen search={people} known={chosen} chose={choose} />
        </Form.Item>
        <Form.Item name="month" label={t("goal.month")}>
          <Select options={open.map((one) => ({ value: one, label: words(one) }))} />
        </Form.Item>
        <TermsFields month={values.month} />
      </EntryForm>
    </Drawer>
  );
}

interface ChosenProps {
  id?: string;
  value?: string;
  onChange?: (person: string | undefined) => void;
  search: Props["people"];
  known: PersonOption | undefined;
  chose: (person: PersonOption | undefined) => void;
}

/** A person of the form; who it is, is known beside the form as well. */
function Chosen({ onChange, chose, ...select }: ChosenProps) {
  return (
    <PersonSelect
      {...select}
      onChange={(id, option) => {
        chose(option);
        onChange?.(id);
      }}
    />
  );
}
