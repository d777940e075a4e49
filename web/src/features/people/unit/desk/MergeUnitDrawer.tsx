import { Form, Input } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { UnitSelect } from "@/shared/desk/UnitSelect";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Notice } from "@/shared/parts/Notice";
import type { UnitView } from "../../model";
import { useMergeUnits } from "../hooks";
import { headcounts } from "../model";

interface Props {
  unit: UnitView;
  units: UnitView[];
  close: () => void;
  merged: (into: string) => void;
}

interface Values {
  effective_on: string;
  into?: string;
  note?: string;
}

/** Makes one unit part of another: people and units below move over, the unit itself ends the day before. */
export function MergeUnitDrawer({ unit, units, close, merged }: Props) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { day: today } = useToday();
  const say = useSay();
  const merge = useMergeUnits();
  const initial = { effective_on: dayjs(today).add(1, "day").format("YYYY-MM-DD") };
  const [values, setValues] = useState<Values>(initial);
  const into = units.find(({ id }) => id === values.into);
  const inside = headcounts(units).get(unit.id) ?? 0;
  const required = { required: true, message: t("field.required") };
  return (
    <Drawer title={t("org.merge_title", { name: unit.name })} close={close}>
      <EntryForm<Values>
        name={`unit.merge.${unit.id}`}
        initial={initial}
        submit={t("org.merge_submit")}
        cancel={close}
        onValues={setValues}
        effect={
          into && (
            <Notice
              tone="warning"
              title={t("org.merge_effect", {
                from: unit.name,
                to: into.name,
                day: format.day(values.effective_on),
              })}
            >
              {t("org.merge_effect_why", { count: inside })}
            </Notice>
          )
        }
        send={async ({ effective_on, into: target, note }) => {
          if (!target) return;
          await merge.mutateAsync({ effective_on, from: [unit.id], into: target, note: note || undefined });
          say.done(t("org.merged", { name: unit.name }));
          merged(target);
        }}
      >
        <Form.Item name="into" label={t("org.merge_into")} rules={[required]}>
          <UnitSelect units={units} without={unit.id} />
        </Form.Item>
        <Form.Item name="effective_on" label={t("field.effective_on")} rules={[required]}>
          <DayField />
        </Form.Item>
        <Form.Item name="note" label={t("field.note")}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
