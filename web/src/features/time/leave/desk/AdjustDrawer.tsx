import { Checkbox, Form, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { useFormat } from "@/shared/format/useFormat";
import { Notice } from "@/shared/parts/Notice";
import { type AdjustForm, hundredths } from "../grant";
import { useAdjust } from "../hooks";
import type { LotStanding } from "../ledger";
import { DaysItem, ReasonItem } from "./LineFields";

interface Props {
  standing: readonly LotStanding[];
  close: () => void;
}

/** Corrects one lot by a signed line with its reason. The lines that were written stay. */
export function AdjustDrawer({ standing, close }: Props) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const say = useSay();
  const adjust = useAdjust();
  const open = standing.filter(({ state }) => state !== "ended");
  const initial: Partial<AdjustForm> = { lot: open[0]?.lot.id, way: "less" };
  const [values, setValues] = useState(initial);
  const required = { required: true, message: t("grant.required") };
  const chosen = open.find(({ lot }) => lot.id === values.lot);
  const after =
    chosen && values.days
      ? chosen.left + hundredths(values.days) * (values.way === "less" ? -1 : 1)
      : undefined;
  const below = after !== undefined && after < 0 && values.way === "less";
  return (
    <Drawer title={t("adjust.title")} close={close}>
      <EntryForm<AdjustForm>
        name={`leave.adjust.${open[0]?.lot.id ?? ""}`}
        initial={initial}
        submit={t("adjust.submit")}
        cancel={close}
        onValues={setValues}
        effect={
          chosen &&
          after !== undefined && (
            <Notice
              tone={below ? "warning" : "quiet"}
              title={t("adjust.effect", { before: format.days(chosen.left), after: format.days(after) })}
            >
              {t(below ? "adjust.below" : "adjust.effect_why")}
            </Notice>
          )
        }
        send={async (form) => {
          await adjust.mutateAsync(form);
          say.done(t("adjust.done"));
          close();
        }}
      >
        <Form.Item name="lot" label={t("desk.lot")} rules={[required]}>
          <Select
            options={open.map(({ lot, left }) => ({
              value: lot.id,
              label: t("adjust.lot", {
                name: lot.reason || t("desk.lot_of", { day: lot.first_day }),
                left: format.days(left),
              }),
            }))}
          />
        </Form.Item>
        <Form.Item name="way" label={t("adjust.way")} rules={[required]}>
          <Radio.Group
            options={(["less", "more"] as const).map((way) => ({
              value: way,
              label: t(`adjust.way.${way}`),
            }))}
          />
        </Form.Item>
        <DaysItem />
        <ReasonItem />
        {below && (
          <Form.Item name="allow_negative" valuePropName="checked">
            <Checkbox>{t("adjust.allow_negative")}</Checkbox>
          </Form.Item>
        )}
      </EntryForm>
    </Drawer>
  );
}
