import { Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import { UnitSelect } from "@/shared/desk/UnitSelect";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Notice } from "@/shared/parts/Notice";
import { findPeople } from "../../hooks";
import type { UnitView } from "../../model";
import { type NewUnit, type UnitChange, useChangeUnit, useCloseUnit, useCreateUnit } from "../hooks";
import { headcounts, kindsBelow } from "../model";

const people = (words: string) =>
  findPeople(words).then((rows) =>
    rows.map((row) => ({ id: row.employment_id, name: row.name, number: row.number, unit: row.unit_name })),
  );

interface Props {
  unit: UnitView;
  units: UnitView[];
  close: () => void;
}

/** A new unit below another. */
export function CreateUnitDrawer({
  units,
  parent,
  close,
  made,
}: {
  units: UnitView[];
  parent?: string;
  close: () => void;
  made: (unit: string) => void;
}) {
  const { t } = useTranslation("people");
  const { day: today } = useToday();
  const say = useSay();
  const create = useCreateUnit();
  const [values, setValues] = useState<Partial<NewUnit>>({ parent });
  const above = units.find(({ id }) => id === values.parent);
  const kinds = above ? kindsBelow[above.kind] : (["group", "company"] as const);
  const required = { required: true, message: t("field.required") };
  return (
    <Drawer title={t("org.create")} close={close}>
      <EntryForm<NewUnit>
        name="unit.new"
        initial={{ parent, effective_on: today }}
        submit={t("org.create")}
        cancel={close}
        onValues={setValues}
        send={async (body) => {
          const { id } = await create.mutateAsync(body);
          say.done(t("org.created", { name: body.name }));
          made(id);
        }}
      >
        <Form.Item name="parent" label={t("org.parent")} extra={t("org.parent_why")}>
          <UnitSelect units={units} />
        </Form.Item>
        <Form.Item name="kind" label={t("org.kind")} rules={[required]}>
          <Select options={kinds.map((kind) => ({ value: kind, label: t(`unit_kind.${kind}`) }))} />
        </Form.Item>
        <Form.Item name="name" label={t("fact.name")} rules={[required]}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="name_en" label={t("org.name_en")}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="code" label={t("org.code")} extra={t("org.code_why")} rules={[required]}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="head" label={t("org.head")} extra={t("org.head_why")}>
          <PersonSelect search={people} />
        </Form.Item>
        <Form.Item name="effective_on" label={t("org.since")} rules={[required]}>
          <DayField />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}

interface ChangeValues {
  effective_on: string;
  name?: string;
  parent?: string;
  head?: string;
  cost_centre?: string;
  place?: string;
}

/** Renames, moves, or gives another head; past states stay. */
export function ChangeUnitDrawer({ unit, units, close }: Props) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { day: today } = useToday();
  const say = useSay();
  const change = useChangeUnit(unit.id);
  const initial: ChangeValues = {
    effective_on: today,
    name: unit.name,
    parent: unit.parent_id ?? undefined,
    head: unit.head_id ?? undefined,
    cost_centre: unit.cost_centre ?? undefined,
    place: unit.place ?? undefined,
  };
  const [values, setValues] = useState(initial);
  const inside = headcounts(units).get(unit.id) ?? 0;
  const moved = values.parent !== initial.parent && units.find(({ id }) => id === values.parent);
  const patch = (now: ChangeValues): UnitChange => {
    const body: UnitChange = { effective_on: now.effective_on };
    if (now.name && now.name !== initial.name) body.name = now.name;
    if (now.parent && now.parent !== initial.parent) body.parent = now.parent;
    if (now.head !== initial.head) body.head = now.head ?? null;
    if ((now.cost_centre ?? "") !== (initial.cost_centre ?? "")) body.cost_centre = now.cost_centre || null;
    if ((now.place ?? "") !== (initial.place ?? "")) body.place = now.place || null;
    return body;
  };
  return (
    <Drawer title={t("org.change_title", { name: unit.name })} close={close}>
      <EntryForm<ChangeValues>
        name={`unit.${unit.id}`}
        initial={initial}
        submit={t("org.change_submit")}
        cancel={close}
        onValues={setValues}
        effect={
          <Notice title={t("org.effect", { day: format.day(values.effective_on ?? today), count: inside })}>
            {moved && t("org.effect_move", { to: moved.name })} {t("org.effect_past")}
          </Notice>
        }
        send={async (now) => {
          await change.mutateAsync(patch(now));
          say.done(t("org.changed"));
          close();
        }}
      >
        <Form.Item name="effective_on" label={t("field.effective_on")} extra={t("org.effective_why")}>
          <DayField />
        </Form.Item>
        <Form.Item name="name" label={t("fact.name")}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        {unit.kind !== "group" && (
          <Form.Item name="parent" label={t("org.parent")}>
            <UnitSelect units={units} without={unit.id} />
          </Form.Item>
        )}
        <Form.Item name="head" label={t("org.head")} extra={t("org.head_why")}>
          <PersonSelect
            search={people}
            known={unit.head_id && unit.head_name ? { id: unit.head_id, name: unit.head_name } : undefined}
          />
        </Form.Item>
        <Form.Item name="cost_centre" label={t("fact.cost_centre")} extra={t("org.inherited")}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="place" label={t("org.place")} extra={t("org.inherited")}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}

interface CloseValues {
  effective_on: string;
  everything_to?: string;
  note?: string;
}

/** Closes a unit; whoever and whatever is in it goes somewhere first. */
export function CloseUnitDrawer({ unit, units, close }: Props) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { day: today } = useToday();
  const say = useSay();
  const shut = useCloseUnit(unit.id);
  const [day, setDay] = useState(today);
  const [inside, setInside] = useState<{ kind: string; count: number }[]>();
  const people = headcounts(units).get(unit.id) ?? 0;
  return (
    <Drawer title={t("org.close_title", { name: unit.name })} close={close}>
      <EntryForm<CloseValues>
        name={`unit.close.${unit.id}`}
        initial={{ effective_on: today }}
        submit={t("org.close_submit")}
        cancel={close}
        onValues={(values) => setDay(values.effective_on)}
        effect={
          <Notice
            tone="warning"
            title={t("org.close_effect", { day: format.day(day ?? today), name: unit.name })}
          >
            {people > 0 ? t("org.close_people", { count: people }) : t("org.close_empty")}
          </Notice>
        }
        send={async (values) => {
          try {
            await shut.mutateAsync(values);
          } catch (error) {
            const { code, params } = problemOf(error);
            if (code === "unit.not_empty" && Array.isArray(params?.decide)) setInside(params.decide);
            throw error;
          }
          say.done(t("org.closed", { name: unit.name }));
          close();
        }}
      >
        {inside && (
          <div style={{ marginBottom: 16 }}>
            <Notice tone="warning" title={t("org.inside")}>
              {inside.map(({ kind, count }) => t(`org.inside_${kind}`, { count })).join(t("value.comma"))}
            </Notice>
          </div>
        )}
        <Form.Item name="effective_on" label={t("org.gone_on")} extra={t("org.gone_on_why")}>
          <DayField />
        </Form.Item>
        <Form.Item name="everything_to" label={t("org.everything_to")} extra={t("org.everything_to_why")}>
          <UnitSelect units={units} without={unit.id} />
        </Form.Item>
        <Form.Item name="note" label={t("field.note")}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
