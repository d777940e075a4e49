import { Checkbox, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { PeopleSelect } from "@/shared/desk/PeopleSelect";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import { UnitSelect } from "@/shared/desk/UnitSelect";
import { useSay } from "@/shared/desk/useSay";
import { useUndo } from "@/shared/desk/useUndo";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { findPeople, useGrades, useJobTitles, useNamed, useUnits } from "../../hooks";
import { type EventView, employmentKinds, type PersonPage } from "../../model";
import { useCancelEvent, useCorrect, useRecord } from "../hooks";
import {
  correctable,
  correctionBody,
  correctionForm,
  type EventForm,
  type EventKind,
  eventBody,
  type FormKind,
  furtherPosts,
  holdsPay,
  unitOn,
} from "../model";
import { SeatField } from "./SeatField";
import { ContractFields, PayFields } from "./TermFields";

const people = (words: string) =>
  findPeople(words).then((rows) =>
    rows.map((row) => ({ id: row.employment_id, name: row.name, number: row.number, unit: row.unit_name })),
  );

interface Props {
  kind: EventKind;
  person: PersonPage;
  close: () => void;
}

/** Records one event: the fields of its kind, and what will happen before it happens. */
export function EventDrawer({ kind, person, close }: Props) {
  const { t } = useTranslation("people");
  const { day: today } = useToday();
  const undo = useUndo();
  const record = useRecord(person.employment_id);
  const cancel = useCancelEvent(person.employment_id);
  const [values, setValues] = useState<Partial<EventForm>>({ effective_on: today });
  /** Later events the server named as standing in the way. */
  const [later, setLater] = useState(0);
  const send = async (form: EventForm) => {
    try {
      const same =
        kind === "transfer" && JSON.stringify(form.dotted ?? []) === JSON.stringify(dottedOf(person));
      const typed = same ? { ...form, dotted: undefined } : form;
      const { event_id } = await record.mutateAsync(eventBody(kind, typed));
      close();
      undo(t("record.done", { event: t(`event.${kind}`) }), () => cancel.mutateAsync({ event: event_id }));
    } catch (error) {
      const inTheWay = laterEvents(error);
      if (inTheWay > 0) setLater(inTheWay);
      throw error;
    }
  };
  return (
    <Drawer title={t(`event.${kind}`)} status={<Facts of={[person.name, person.number]} />} close={close}>
      <EntryForm<EventForm>
        name={`event.${kind}.${person.employment_id}`}
        initial={{
          effective_on: today,
          per: "month",
          dotted: kind === "transfer" ? dottedOf(person) : undefined,
        }}
        secret={["amount"]}
        submit={t(`record.submit.${kind}`)}
        cancel={close}
        onValues={setValues}
        effect={<Effect kind={kind} person={person} values={values} />}
        send={send}
      >
        <Form.Item
          name="effective_on"
          label={kind === "leave" ? t("field.last_day") : t("field.effective_on")}
          extra={kind === "leave" ? t("field.last_day_why") : t("field.effective_on_why")}
          rules={[{ required: true, message: t("field.required") }]}
        >
          <DayField />
        </Form.Item>
        <Fields kind={kind} person={person} />
        <Form.Item name="note" label={t("field.note")} extra={t("field.note_why")}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        {later > 0 && (
          <Form.Item name="cancel_later" valuePropName="checked">
            <Checkbox>{t("record.cancel_later", { count: later })}</Checkbox>
          </Form.Item>
        )}
      </EntryForm>
    </Drawer>
  );
}

interface CorrectProps {
  event: EventView;
  person: PersonPage;
  close: () => void;
}

/** Puts right what was recorded wrongly: the form opens as the record stands, and both stay in the history. */
export function CorrectDrawer({ event, person, close }: CorrectProps) {
  const { t } = useTranslation("people");
  const say = useSay();
  const correct = useCorrect(person.employment_id);
  const [later, setLater] = useState(0);
  const kind = correctable(event);
  if (!kind) return null;
  const title = t("correct.title", { event: t(`event.${event.kind}`) });
  const send = async (form: EventForm) => {
    try {
      await correct.mutateAsync({ event: event.id, body: correctionBody(event, form) });
      close();
      say.done(t("correct.done"));
    } catch (error) {
      const inTheWay = laterEvents(error);
      if (inTheWay > 0) setLater(inTheWay);
      throw error;
    }
  };
  return (
    <Drawer title={title} status={<Facts of={[person.name, person.number]} />} close={close}>
      <EntryForm<EventForm>
        name={`correct.${event.id}`}
        initial={correctionForm(event)}
        secret={["amount"]}
        submit={t("correct.submit")}
        cancel={close}
        effect={<Notice title={t("correct.effect")}>{t("correct.effect_why")}</Notice>}
        send={send}
      >
        <Form.Item
          name="effective_on"
          label={t(
            kind === "leave" ? "field.last_day" : kind === "start" ? "fact.first_day" : "field.effective_on",
          )}
          rules={[{ required: true, message: t("field.required") }]}
        >
          <DayField />
        </Form.Item>
        <Fields kind={kind} person={person} event={event.id} pays={holdsPay(event)} />
        <Form.Item name="note" label={t("correct.note")} extra={t("field.note_why")}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        {later > 0 && (
          <Form.Item name="cancel_later" valuePropName="checked">
            <Checkbox>{t("record.cancel_later", { count: later })}</Checkbox>
          </Form.Item>
        )}
      </EntryForm>
    </Drawer>
  );
}

/** How many later events stand in the way, when that is why the server refused. */
function laterEvents(error: unknown): number {
  const { code, params } = problemOf(error);
  if (code !== "personnel.later_events" && code !== "personnel.start_has_followers") return 0;
  const events: unknown = (params as Record<string, unknown> | undefined)?.events;
  return Array.isArray(events) ? events.length : 1;
}

interface FieldsProps {
  kind: FormKind;
  person: PersonPage;
  /** The event that is put right. */
  event?: string;
  /** The record holds an amount of pay. */
  pays?: boolean;
}

function Fields({ kind, person, event, pays = false }: FieldsProps) {
  const correcting = event !== undefined;
  const { t } = useTranslation("people");
  const starts = kind === "start";
  const post = kind === "transfer" || kind === "add_post" || starts;
  const stays = kind !== "add_post" && !starts ? t("field.stays") : undefined;
  const units = useUnits({}, post).data?.units ?? [];
  const jobs = useJobTitles().data?.items.filter(({ retired }) => !retired) ?? [];
  const grades = useGrades().data?.items.filter(({ retired }) => !retired) ?? [];
  const dotted = useNamed(kind === "transfer" ? dottedOf(person) : []);
  const events = person.work?.events ?? [];
  const unit: string | undefined = Form.useWatch("unit");
  const on: string | undefined = Form.useWatch("effective_on");
  const required = { required: true, message: t("field.required") };
  const options = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  if (post || kind === "promote") {
    return (
      <>
        {post && (
          <Form.Item
            name="unit"
            label={t("field.unit")}
            extra={stays}
            rules={kind === "add_post" || starts ? [required] : []}
          >
            <UnitSelect units={units} />
          </Form.Item>
        )}
        <Form.Item name="job" label={t("field.job")} extra={stays}>
          <Select allowClear showSearch={{ optionFilterProp: "label" }} options={options(jobs)} />
        </Form.Item>
        <Form.Item name="grade" label={t("field.grade")} extra={stays}>
          <Select allowClear showSearch={{ optionFilterProp: "label" }} options={options(grades)} />
        </Form.Item>
        <SeatField
          name="position"
          unit={unit || (starts || kind === "add_post" || !on ? undefined : unitOn(events, on, event))}
          on={on}
          extra={stays && t("field.position_why")}
        />
        {post && (
          <Form.Item name="manager" label={t("field.manager")} extra={t("field.manager_why")}>
            <PersonSelect search={people} known={knownManager(person)} />
          </Form.Item>
        )}
        {post && !correcting && (
          <Form.Item name="dotted" label={t("field.dotted")} extra={t("field.dotted_why")}>
            <PeopleSelect search={people} known={dotted} />
          </Form.Item>
        )}
        {starts && (
          <>
            <Form.Item name="employment_kind" label={t("fact.kind")} rules={[required]}>
              <Select options={employmentKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))} />
            </Form.Item>
            <Form.Item
              name="probation_last_day"
              label={t("fact.probation_last_day")}
              extra={t("hire.probation_why")}
            >
              <DayField />
            </Form.Item>
            <ContractFields optional />
            {pays && <PayFields again />}
          </>
        )}
      </>
    );
  }
  if (kind === "change_pay") return <PayFields again={correcting} />;
  if (kind === "sign_contract") return <ContractFields />;
  if (kind === "end_post") {
    const { events = [], names } = person.work ?? {};
    return (
      <Form.Item name="post_id" label={t("field.post")} rules={[required]}>
        <Select
          options={furtherPosts(events, event).map(({ id, unit }) => ({
            value: id,
            label: names?.[unit] ?? t("value.out_of_sight"),
          }))}
        />
      </Form.Item>
    );
  }
  if (kind === "change_kind") {
    return (
      <Form.Item name="to" label={t("field.to_kind")} rules={[required]}>
        <Select
          options={employmentKinds
            .filter((one) => one !== person.work?.kind)
            .map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        />
      </Form.Item>
    );
  }
  if (kind === "leave") {
    return (
      <>
        <Form.Item name="reason" label={t("field.reason")} rules={[required]}>
          <Input maxLength={200} />
        </Form.Item>
        {!correcting && (
          <Form.Item name="hand_over_to" label={t("field.hand_over_to")} extra={t("field.hand_over_why")}>
            <PersonSelect search={people} />
          </Form.Item>
        )}
      </>
    );
  }
  return null;
}

/** Dotted lines of the main post. */
const dottedOf = ({ work }: PersonPage): string[] => work?.posts.find(({ main }) => main)?.dotted ?? [];

/** Whoever manages now, so that the field shows a name. */
function knownManager({ work }: PersonPage) {
  const manager = work?.manager;
  return manager ? { id: manager.employment_id, name: manager.name, number: manager.number } : undefined;
}

/** What will happen, said before it happens. */
function Effect({
  kind,
  person,
  values,
}: {
  kind: EventKind;
  person: PersonPage;
  values: Partial<EventForm>;
}) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { day: today } = useToday();
  const units = useUnits().data?.units;
  const on = values.effective_on;
  if (!on) return null;
  const unit = values.unit && units?.find(({ id }) => id === values.unit);
  const moves = kind === "transfer" && unit && unit.id !== person.unit_id;
  return (
    <Notice
      tone={kind === "leave" ? "warning" : "quiet"}
      title={
        kind === "leave"
          ? t("effect.leave", { name: person.name, day: format.day(on) })
          : t("effect.from", { day: format.day(on), event: t(`event.${kind}`) })
      }
    >
      {moves && (
        <p>
          {t("effect.unit", { from: person.unit_name ?? t("value.none"), to: unit.name })}
          {!values.manager && unit.head_name && ` ${t("effect.head", { name: unit.head_name })}`}
          {!values.manager && !unit.head_name && ` ${t("effect.no_head")}`}
        </p>
      )}
      <p>
        {kind === "leave" && `${t("effect.leave_access")} `}
        {on > today ? t("effect.planned") : on < today ? t("effect.past") : t("effect.now")}
      </p>
    </Notice>
  );
}
