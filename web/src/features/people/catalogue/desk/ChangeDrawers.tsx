import { Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { Notice } from "@/shared/parts/Notice";
import { useGrades, useJobTitles } from "../../hooks";
import type { Grade } from "../../model";
import { useChangeGrade, useChangePosition, useClosePosition } from "../hooks";
import { offered, type PositionView } from "../model";

interface ChangeProps<Values extends object> {
  /** What it is: its draft is kept under it. */
  id: string;
  title: string;
  effect: string;
  initial: Partial<Values>;
  send: (values: Values) => Promise<unknown>;
  close: () => void;
  children: ReactNode;
}

/** What something in a catalogue is called and like from now on. */
function Change<Values extends object>({ id, title, effect, send, close, ...form }: ChangeProps<Values>) {
  const { t } = useTranslation("people");
  const say = useSay();
  return (
    <Drawer title={title} close={close}>
      <EntryForm<Values>
        name={`catalogue.${id}`}
        initial={form.initial}
        submit={t("catalogue.save")}
        cancel={close}
        effect={<Notice title={effect} />}
        send={async (values) => {
          await send(values);
          say.done(t("catalogue.saved"));
          close();
        }}
      >
        {form.children}
      </EntryForm>
    </Drawer>
  );
}

interface GradeValues {
  name: string;
  name_en?: string;
  rank: number;
}

export function ChangeGrade({ grade, close }: { grade: Grade; close: () => void }) {
  const { t } = useTranslation("people");
  const change = useChangeGrade(grade.id);
  const required = { required: true, message: t("field.required") };
  return (
    <Change<GradeValues>
      id={grade.id}
      title={t("catalogue.change_of", { name: grade.name })}
      effect={t("catalogue.grades.change_effect")}
      initial={{ name: grade.name, name_en: grade.name_en ?? undefined, rank: grade.rank }}
      send={({ name, name_en, rank }) =>
        change.mutateAsync({ name: name.trim(), name_en: name_en?.trim() || null, rank })
      }
      close={close}
    >
      <Form.Item name="name" label={t("catalogue.name")} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="name_en" label={t("catalogue.name_en")}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="rank" label={t("catalogue.rank")} extra={t("catalogue.rank_why")} rules={[required]}>
        <InputNumber min={-1000} max={1_000_000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
    </Change>
  );
}

interface PositionValues {
  name: string;
  job?: string;
  grade?: string;
  headcount: number;
}

export function ChangePosition({ seat, close }: { seat: PositionView; close: () => void }) {
  const { t } = useTranslation("people");
  const change = useChangePosition(seat.id);
  const required = { required: true, message: t("field.required") };
  const jobs = offered(useJobTitles().data?.items, seat.job_id);
  const grades = offered(useGrades().data?.items, seat.grade_id);
  return (
    <Change<PositionValues>
      id={seat.id}
      title={t("catalogue.change_of", { name: seat.name })}
      effect={t("catalogue.positions.change_effect")}
      initial={{
        name: seat.name,
        job: seat.job_id ?? undefined,
        grade: seat.grade_id ?? undefined,
        headcount: seat.headcount,
      }}
      send={({ name, job, grade, headcount }) =>
        change.mutateAsync({ name: name.trim(), job: job ?? null, grade: grade ?? null, headcount })
      }
      close={close}
    >
      <Form.Item name="name" label={t("catalogue.name")} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="job" label={t("field.job")}>
        <Select allowClear showSearch={{ optionFilterProp: "label" }} options={jobs} />
      </Form.Item>
      <Form.Item name="grade" label={t("field.grade")}>
        <Select allowClear showSearch={{ optionFilterProp: "label" }} options={grades} />
      </Form.Item>
      <Form.Item
        name="headcount"
        label={t("catalogue.headcount")}
        extra={t("catalogue.headcount_why")}
        rules={[required]}
      >
        <InputNumber min={0} max={100_000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
    </Change>
  );
}

/** Nobody may be in it from that day on; the server says how many still are. */
export function ClosePosition({ seat, close }: { seat: PositionView; close: () => void }) {
  const { t } = useTranslation("people");
  const { day: today } = useToday();
  const say = useSay();
  const shut = useClosePosition(seat.id);
  return (
    <Drawer title={t("catalogue.close_of", { name: seat.name })} close={close}>
      <EntryForm<{ effective_on: string }>
        name={`catalogue.close.${seat.id}`}
        initial={{ effective_on: today }}
        submit={t("catalogue.close")}
        cancel={close}
        effect={<Notice tone="warning" title={t("catalogue.close_effect")} />}
        send={async ({ effective_on }) => {
          await shut.mutateAsync(effective_on);
          say.done(t("catalogue.closed_done"));
          close();
        }}
      >
        <Form.Item
          name="effective_on"
          label={t("catalogue.gone_on")}
          extra={t("catalogue.gone_on_why")}
          rules={[{ required: true, message: t("field.required") }]}
        >
          <DayField />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
