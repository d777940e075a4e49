import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/shared/access/Session";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { count } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { Notice } from "@/shared/parts/Notice";
import { type GrantForm, inLots, MOST_AT_ONCE, startGrant, takers } from "../grant";
import { useGrant } from "../hooks";
import { GrantFields } from "./GrantFields";

interface Props {
  /** How many were chosen. */
  amount: number;
  /** Their employments, read when it is sent. */
  chosen: () => Promise<string[]>;
  close: () => void;
  given: () => void;
}

/** Gives the same leave to everybody who was chosen: each lot of people whole or not at all, nobody twice, never oneself. */
export function GrantManyDrawer({ amount, chosen, close, given }: Props) {
  const { t } = useTranslation("time");
  const say = useSay();
  const { day: today } = useToday();
  const own = useSession()?.employment?.id;
  const grant = useGrant();
  /** Who has it already, when an earlier try ended half way. */
  const done = useRef(new Set<string>());
  const send = async (form: GrantForm) => {
    const { to, left_out } = takers(await chosen(), own);
    const waiting = to.filter((one) => !done.current.has(one));
    try {
      for (const lot of inLots(waiting, MOST_AT_ONCE)) {
        await grant.mutateAsync({ employments: lot, form });
        for (const one of lot) done.current.add(one);
      }
    } catch (error) {
      if (done.current.size > 0) say.note(t("grant.half_way", { amount: count(done.current.size) }));
      throw error;
    }
    say.done(t("grant.many_done", { amount: count(to.length), count: to.length }));
    if (left_out) say.note(t("grant.not_own"));
    given();
  };
  return (
    <Drawer title={t("grant.many_title")} close={close}>
      <EntryForm<GrantForm>
        name="leave.grant_many"
        initial={startGrant(undefined, today)}
        submit={t("grant.many_submit", { amount: count(amount), count: amount })}
        cancel={close}
        effect={
          <Notice title={t("grant.many_effect", { amount: count(amount), count: amount })}>
            {t("grant.many_effect_why")}
          </Notice>
        }
        send={send}
      >
        <GrantFields />
      </EntryForm>
    </Drawer>
  );
}
