import { Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Can, useSession } from "@/shared/access/Session";
import { useAsOf, useAsOfParam } from "@/shared/asof/AsOf";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { useFormat } from "@/shared/format/useFormat";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Icon } from "@/shared/icons/Icon";
import { useBalances, useLots, useMovements } from "../hooks";
import { standings } from "../ledger";
import { nameIn } from "../model";
import { Account } from "./Account";
import { AdjustDrawer } from "./AdjustDrawer";
import { GrantDrawer } from "./GrantDrawer";
import styles from "./LeaveCard.module.css";
import { LotsTable } from "./LotsTable";

interface Props {
  employment: string;
  /** With every line of the account below the lots, and what can be changed of them by hand. */
  whole?: boolean;
}

/** Days that end within so many days want to be taken. */
const SOON = 90;

/** Leave of one employee on the day that is looked at: each balance explained, and the lots it is made of. */
export function LeaveCard({ employment, whole = false }: Props) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const language = useLanguage();
  const { day } = useAsOf();
  const balances = useBalances(employment, true, useAsOfParam());
  const lots = useLots(employment);
  const movements = useMovements(employment);
  const own = useSession()?.employment?.id === employment;
  const [open, setOpen] = useState<{ do: "grant" | "adjust"; type: string }>();
  const failed = [balances, lots, movements].find(({ error }) => error !== null);
  if (failed?.error) {
    return (
      <Card title={t("desk.leave")}>
        <ProblemBlock problem={problemOf(failed.error)} retry={() => void failed.refetch()} />
      </Card>
    );
  }
  if (!balances.data || !lots.data || !movements.data) {
    return (
      <Card title={t("desk.leave")}>
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      </Card>
    );
  }
  if (balances.data.items.length === 0) return <Card title={t("desk.leave")}>{t("desk.no_leave")}</Card>;
  const close = () => setOpen(undefined);
  const blocked = own ? t("grant.own") : undefined;
  return balances.data.items.map((balance) => {
    const of = <Row extends { leave_type: string }>(rows: readonly Row[]) =>
      rows.filter(({ leave_type }) => leave_type === balance.leave_type);
    const mine = of(lots.data.items);
    const written = of(movements.data);
    const standing = standings(mine, written, balance.as_of);
    const ends = standing
      .filter(({ state, left, lot }) => state === "holds" && left > 0 && lot.last_day)
      .map(({ lot }) => lot.last_day ?? "")
      .sort()[0];
    return (
      <Card
        key={balance.leave_type}
        title={nameIn(language, balance)}
        covers={t("desk.as_of", { day: balance.as_of })}
        flush
        end={
          whole && (
            <Can permission="leave.adjust">
              {standing.some(({ state }) => state !== "ended") && (
                <ActionButton
                  size="small"
                  type="text"
                  blocked={blocked}
                  icon={<Icon name="pencil" />}
                  onClick={() => setOpen({ do: "adjust", type: balance.leave_type })}
                >
                  {t("adjust.action")}
                </ActionButton>
              )}{" "}
              <ActionButton
                size="small"
                blocked={blocked}
                icon={<Icon name="plus" />}
                onClick={() => setOpen({ do: "grant", type: balance.leave_type })}
              >
                {t("grant.action")}
              </ActionButton>
            </Can>
          )
        }
        aside={
          <>
            {t("desk.left")}{" "}
            <Computed arrived={balances.dataUpdatedAt} about={{ kind: "employment", id: employment }}>
              <Figure explained={{ explanation: balance.explanation }} place={`leave.${balance.leave_type}`}>
                {format.days(balance.quantity)}
              </Figure>
            </Computed>{" "}
            {ends && (
              <span className={!day && format.daysUntil(ends) <= SOON ? styles.due : undefined}>
                {t("desk.ends", { day: ends })}
              </span>
            )}
          </>
        }
      >
        <LotsTable standing={standing} on={balance.as_of} past={day !== undefined} />
        {whole && <Account lots={mine} movements={written} on={balance.as_of} />}
        {open?.do === "grant" && open.type === balance.leave_type && (
          <GrantDrawer
            employment={employment}
            balances={balances.data.items}
            type={balance.leave_type}
            close={close}
          />
        )}
        {open?.do === "adjust" && open.type === balance.leave_type && (
          <AdjustDrawer standing={standing} close={close} />
        )}
      </Card>
    );
  });
}
