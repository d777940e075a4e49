import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { read } from "@/api/request";
import { Card } from "@/shared/desk/Card";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { Figure } from "@/shared/explain/Figure";
import { decimal, scaled } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { useBalances } from "../hooks";
import { type List, nameIn } from "../model";
import styles from "./LeaveCard.module.css";

interface Lot {
  id: string;
  leave_type: string;
  first_day: string;
  last_day?: string | null;
  /** Hundredths of a day. */
  given: number;
  drawn: number;
  left: number;
  reason: string;
}

/** Days that end within so many days want to be taken. */
const SOON = 90;

/** Days with the same decimals down a column. */
const tenths = (hundredths: number) => decimal(scaled(hundredths, 2, 1));

/** Leave of one employee: each balance explained, and the lots it is made of. */
export function LeaveCard({ employment }: { employment: string }) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const language = useLanguage();
  const balances = useBalances(employment);
  const lots = useQuery({
    queryKey: ["leave", "lots", employment],
    queryFn: ({ signal }) => read<List<Lot>>("/api/v1/leave-lots", { employment }, signal),
  });
  if (balances.error) {
    return (
      <Card title={t("desk.leave")}>
        <ProblemBlock problem={problemOf(balances.error)} retry={() => void balances.refetch()} />
      </Card>
    );
  }
  if (!balances.data) {
    return (
      <Card title={t("desk.leave")}>
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      </Card>
    );
  }
  if (balances.data.items.length === 0) return <Card title={t("desk.leave")}>{t("desk.no_leave")}</Card>;
  return balances.data.items.map((balance) => {
    const own = lots.data?.items.filter((lot) => lot.leave_type === balance.leave_type) ?? [];
    const ends = own
      .filter(({ left, last_day }) => left > 0 && last_day)
      .map(({ last_day }) => last_day ?? "")
      .sort()[0];
    return (
      <Card
        key={balance.leave_type}
        title={nameIn(language, balance)}
        covers={t("desk.as_of", { day: balance.as_of })}
        flush
        aside={
          <>
            {t("desk.left")}{" "}
            <Figure explained={{ explanation: balance.explanation }} place={`leave.${balance.leave_type}`}>
              {format.days(balance.quantity)}
            </Figure>{" "}
            {ends && (
              <span className={format.daysUntil(ends) <= SOON ? styles.due : undefined}>
                {t("desk.ends", { day: ends })}
              </span>
            )}
          </>
        }
      >
        {own.length === 0 ? (
          <p className={styles.none}>{t("desk.no_lots")}</p>
        ) : (
          <div className={styles.box}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t("desk.lot")}</th>
                  <th scope="col" className={styles.history}>
                    {t("desk.given")}
                  </th>
                  <th scope="col" className={styles.history}>
                    {t("desk.drawn")}
                  </th>
                  <th scope="col">{t("desk.remaining")}</th>
                  <th scope="col">{t("desk.until")}</th>
                </tr>
              </thead>
              <tbody>
                {own.map((lot) => (
                  <tr key={lot.id}>
                    <td>
                      {lot.reason || t("desk.lot_of", { day: lot.first_day })}
                      <small className="caption">{t("desk.lot_from", { day: lot.first_day })}</small>
                    </td>
                    <td className={styles.history}>{tenths(lot.given)}</td>
                    <td className={styles.history}>{tenths(lot.drawn)}</td>
                    <td>{tenths(lot.left)}</td>
                    <td>{lot.last_day ?? t("desk.no_end")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    );
  });
}
