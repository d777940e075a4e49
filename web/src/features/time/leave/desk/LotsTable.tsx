import { useTranslation } from "react-i18next";
import { PlannedTag } from "@/shared/parts/Tag";
import { type LotStanding, total } from "../ledger";
import styles from "./LeaveCard.module.css";
import { inTenths } from "./tenths";

interface Props {
  standing: readonly LotStanding[];
  /** The day it stands so. */
  on: string;
  /** Another day than today: what was given for later is not told. */
  past: boolean;
}

const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

/** The lots one type of leave is made of: given, used, held for requests, left; the sum of what holds is the balance. */
export function LotsTable({ standing, on, past }: Props) {
  const { t } = useTranslation("time");
  const rows = standing.filter(
    ({ state, lot }) =>
      state === "holds" || (state === "planned" ? !past : (lot.last_day ?? "") >= yearBefore(on)),
  );
  if (rows.length === 0) return <p className={styles.none}>{t("desk.no_lots")}</p>;
  const sum = total(rows);
  const partial = rows.some(({ state }) => state !== "holds");
  return (
    <div className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("desk.lot")}</th>
            <th scope="col" className={styles.history}>
              {t("desk.given")}
            </th>
            <th scope="col" className={styles.history}>
              {t("desk.used")}
            </th>
            <th scope="col" className={styles.history}>
              {t("desk.held")}
            </th>
            <th scope="col">{t("desk.remaining")}</th>
            <th scope="col">{t("desk.until")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ lot, state, ...row }) => (
            <tr key={lot.id} id={`lot-${lot.id}`} data-state={state}>
              <td>
                {lot.reason || t("desk.lot_of", { day: lot.first_day })}{" "}
                {state === "planned" && <PlannedTag>{t("desk.lot_planned")}</PlannedTag>}
                <small className="caption">
                  {state === "ended" && row.left !== 0
                    ? t("desk.lot_lapsed", { amount: inTenths(row.left) })
                    : t("desk.lot_from", { day: lot.first_day })}
                </small>
              </td>
              <td className={styles.history}>{inTenths(row.given)}</td>
              <td className={styles.history}>{inTenths(row.used)}</td>
              <td className={styles.history}>{inTenths(row.held)}</td>
              <td>{inTenths(state === "ended" ? 0 : row.left)}</td>
              <td>{lot.last_day ?? t("desk.no_end")}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t(partial ? "desk.sum_holding" : "desk.sum")}</th>
            <td className={styles.history}>{inTenths(sum.given)}</td>
            <td className={styles.history}>{inTenths(sum.used)}</td>
            <td className={styles.history}>{inTenths(sum.held)}</td>
            <td>
              <b>{inTenths(sum.left)}</b>
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
