import { Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { UnitSelect } from "@/shared/desk/UnitSelect";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { Notice } from "@/shared/parts/Notice";
import { useGrades, useJobTitles } from "../../hooks";
import type { UnitView } from "../../model";
import { type Catalogue, useAddGrade, useAddJob, useAddPosition } from "../hooks";
import { given, type NewGrade, type NewJob, type NewPosition } from "../model";

interface AddProps<Body extends NewJob | NewGrade | NewPosition> {
  to: Catalogue;
  add: { mutateAsync: (body: Body) => Promise<unknown> };
  initial?: Partial<Body>;
  close: () => void;
  children: ReactNode;
}

function Add<Body extends NewJob | NewGrade | NewPosition>({
  to,
  add,
  initial,
  close,
  children,
}: AddProps<Body>) {
  const { t } = useTranslation("people");
  const say = useSay();
  const required = { required: true, whitespace: true, message: t("field.required") };
  return (
    <Drawer title={t(`catalogue.${to}.add`)} close={close}>
      <EntryForm<Body>
        name={`catalogue.${to}`}
        initial={initial ?? {}}
        submit={t(`catalogue.${to}.add`)}
        cancel={close}
        effect={<Notice title={t("catalogue.effect")}>{t(`catalogue.${to}.effect`)}</Notice>}
        send={async (body) => {
          await add.mutateAsync(given(body));
          say.done(t("catalogue.added", { name: body.name.trim() }));
          close();
        }}
      >
        <Form.Item name="name" label={t("catalogue.name")} rules={[required]}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="code" label={t("catalogue.code")} extra={t("catalogue.code_why")} rules={[required]}>
          <Input maxLength={40} autoComplete="off" autoCapitalize="none" />
        </Form.Item>
        {children}
      </EntryForm>
    </Drawer>
  );
}

function EnglishName() {
  const { t } = useTranslation("people");
  return (
    <Form.Item name="name_en" label={t("catalogue.name_en")}>
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  );
}

export function AddJob({ close }: { close: () => void }) {
  const { t } = useTranslation("people");
  return (
    <Add<NewJob> to="jobs" add={useAddJob()} close={close}>
      <EnglishName />
      <Form.Item name="family" label={t("catalogue.family")} extra={t("catalogue.family_why")}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
    </Add>
  );
}

export function AddGrade({ close }: { close: () => void }) {
  const { t } = useTranslation("people");
  return (
    <Add<NewGrade> to="grades" add={useAddGrade()} close={close}>
      <EnglishName />
      <Form.Item
        name="rank"
        label={t("catalogue.rank")}
        extra={t("catalogue.rank_why")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <InputNumber min={-1000} max={1_000_000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
    </Add>
  );
}

interface PositionProps {
  units: UnitView[];
  unit?: string;
  close: () => void;
}

export function AddPosition({ units, unit, close }: PositionProps) {
  const { t } = useTranslation("people");
  const { day: today } = useToday();
  const required = { required: true, message: t("field.required") };
  const jobs = useJobTitles().data?.items.filter(({ retired }) => !retired) ?? [];
  const grades = useGrades().data?.items.filter(({ retired }) => !retired) ?? [];
  const options = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Add<NewPosition>
      to="positions"
      add={useAddPosition()}
      initial={{ unit, headcount: 1, from_on: today }}
      close={close}
    >
      <Form.Item name="unit" label={t("field.unit")} rules={[required]}>
        <UnitSelect units={units} />
      </Form.Item>
      <Form.Item name="job" label={t("field.job")}>
        <Select allowClear showSearch={{ optionFilterProp: "label" }} options={options(jobs)} />
      </Form.Item>
      <Form.Item name="grade" label={t("field.grade")}>
        <Select allowClear showSearch={{ optionFilterProp: "label" }} options={options(grades)} />
      </Form.Item>
      <Form.Item
        name="headcount"
        label={t("catalogue.headcount")}
        extra={t("catalogue.headcount_why")}
        rules={[required]}
      >
        <InputNumber min={0} max={100_000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="from_on" label={t("catalogue.from_on")} rules={[required]}>
        <DayField />
      </Form.Item>
    </Add>
  );
}
