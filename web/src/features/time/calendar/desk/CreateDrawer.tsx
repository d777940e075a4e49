import { Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { UnitSelect } from "@/shared/desk/UnitSelect";
import { useSay } from "@/shared/desk/useSay";
import { Notice } from "@/shared/parts/Notice";
import { useCreateCalendar } from "../hooks";
import { below, type CalendarView, type NewCalendar } from "../model";

interface Props {
  units: readonly { id: string; name: string; kind: string; parent_id?: string | null }[];
  calendars: readonly CalendarView[];
  made: (calendar: string) => void;
  close: () => void;
}

/** Makes the calendar of a company or of one of its branches; each has one at most. */
export function CreateDrawer({ units, calendars, made, close }: Props) {
  const { t } = useTranslation("time");
  const say = useSay();
  const create = useCreateCalendar();
  const companies = units.filter(({ kind }) => kind === "company");
  const initial: Partial<NewCalendar> = { company_id: companies.length === 1 ? companies[0]?.id : undefined };
  const [values, setValues] = useState(initial);
  const required = { required: true, message: t("grant.required") };
  const exists = calendars.some(
    ({ company_id, unit_id }) =>
      company_id === values.company_id && (unit_id ?? undefined) === (values.unit_id || undefined),
  );
  return (
    <Drawer title={t("calendar.create")} close={close}>
      <EntryForm<NewCalendar>
        name="calendar.create"
        initial={initial}
        submit={t("calendar.create")}
        cancel={close}
        onValues={setValues}
        effect={
          <Notice
            tone={exists ? "warning" : "quiet"}
            title={t(exists ? "calendar.exists" : "calendar.effect_new")}
          >
            {t("calendar.effect_new_why")}
          </Notice>
        }
        send={async ({ company_id, unit_id, name }) => {
          const calendar = await create.mutateAsync({
            company_id,
            unit_id: unit_id || undefined,
            name: name.trim(),
          });
          say.done(t("calendar.created"));
          made(calendar.id);
        }}
      >
        <Form.Item name="company_id" label={t("calendar.company")} rules={[required]}>
          <Select options={companies.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item name="unit_id" label={t("calendar.unit")} extra={t("calendar.unit_why")}>
          <UnitSelect units={below(units, values.company_id)} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t("calendar.calendar_name")}
          rules={[{ ...required, whitespace: true }]}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
