import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { account, type Lot, type Movement } from "../ledger";
import styles from "./LeaveCard.module.css";
import { inSignedTenths, inTenths } from "./tenths";

interface Props {
  lots: readonly Lot[];
  movements: readonly Movement[];
  on: string;
}

/** Lines that are shown before one asks for all. */
const FIRST = 12;

/** The account of one type: every line with its day, what it was for, and the balance after it. */
export function Account({ lots, movements, on }: Props) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const [all, setAll] = useState(false);
  const lines = account(lots, movements, on);
  if (lines.length === 0) return null;
  const shown = all ? lines : lines.slice(0, FIRST);
  return (
    <div className={styles.account}>
      <table className={styles.table}>
        <caption>{t("account.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("account.day")}</th>
            <th scope="col" className={styles.words}>
              {t("account.what")}
            </th>
            <th scope="col">{t("account.change")}</th>
            <th scope="col">{t("account.balance")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.key} id={`movement-${line.key}`}>
              <td>{line.on}</td>
              <td className={styles.words}>
                {line.request ? (
                  <Link to={`/leave-requests/${line.request}`}>{t(`account.kind.${line.kind}`)}</Link>
                ) : (
                  t(`account.kind.${line.kind}`)
                )}
                <small className="caption">
                  <Facts
                    of={[
                      line.days &&
                        (line.days.first === line.days.last
                          ? format.shortDay(line.days.first)
                          : format.range(line.days.first, line.days.last)),
                      line.reason,
                      line.recorded && t("account.recorded", { moment: format.shortMoment(line.recorded) }),
                    ]}
                  />
                </small>
              </td>
              <td>{inSignedTenths(line.quantity)}</td>
              <td>{inTenths(line.balance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > shown.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t("account.all", { count: lines.length })}
        </Button>
      )}
    </div>
  );
}
