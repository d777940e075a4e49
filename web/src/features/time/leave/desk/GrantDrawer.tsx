import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Notice } from "@/shared/parts/Notice";
import { type GrantForm, hundredths, startGrant } from "../grant";
import { useGrant } from "../hooks";
import type { LeaveBalance } from "../model";
import { GrantFields } from "./GrantFields";

interface Props {
  employment: string;
  balances: readonly LeaveBalance[];
  /** The type it opens with. */
  type?: string;
  close: () => void;
}

/** Gives leave to one employee; what may be taken afterwards is said before it happens. */
export function GrantDrawer({ employment, balances, type, close }: Props) {
  const { t } = useTranslation("time");
  const say = useSay();
  const { day: today } = useToday();
  const grant = useGrant();
  const initial = startGrant(type, today);
  const [values, setValues] = useState<Partial<GrantForm>>(initial);
  return (
    <Drawer title={t("grant.title")} close={close}>
      <EntryForm<GrantForm>
        name={`leave.grant.${employment}`}
        initial={initial}
        submit={t("grant.submit")}
        cancel={close}
        onValues={setValues}
        effect={<Effect values={values} balances={balances} today={today} />}
        send={async (form) => {
          await grant.mutateAsync({ employments: [employment], form });
          say.done(t("grant.done"));
          close();
        }}
      >
        <GrantFields />
      </EntryForm>
    </Drawer>
  );
}

interface EffectProps {
  values: Partial<GrantForm>;
  balances: readonly LeaveBalance[];
  today: string;
}

function Effect({ values, balances, today }: EffectProps) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const { leave_type, days, first_day, last_day } = values;
  const balance = balances.find((one) => one.leave_type === leave_type);
  if (!balance || !days || !first_day) return null;
  const holds = first_day <= today && (!last_day || today <= last_day);
  return (
    <Notice
      title={
        holds
          ? t("grant.effect", {
              before: format.days(balance.quantity),
              after: format.days(balance.quantity + hundredths(days)),
            })
          : t(first_day > today ? "grant.effect_later" : "grant.effect_ended", {
              day: format.day(first_day > today ? first_day : (last_day ?? first_day)),
            })
      }
    >
      {t("grant.effect_why")}
    </Notice>
  );
}
