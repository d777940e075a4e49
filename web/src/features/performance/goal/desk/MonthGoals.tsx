import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { percent } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import type { GoalRow } from "../model";
import styles from "./goal.module.css";
import { Reach } from "./Reach";
import { GoalState, ReachedOf } from "./words";

/** The goals of somebody's month, one under another. */
export function MonthGoals({ rows }: { rows: readonly GoalRow[] }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={row.id}>
          <span className={styles.who}>
            <Link to={`/goals/${row.id}`}>{row.terms?.name}</Link>
            <GoalState row={row} />
          </span>
          <Reach completion={row.standing?.completion_ppm} />
          <span className="caption">
            <Facts
              of={[
                <ReachedOf key="reached" row={row} />,
                row.terms && t("goal.weight", { share: percent(row.terms.weight_ppm) }),
                row.terms && t("goal.due", { day: format.shortDay(row.terms.due_on) }),
                row.standing && row.standing.days_late > 0 && (
                  <span key="late" className={styles.due}>
                    {t("standing.late", { count: row.standing.days_late })}
                  </span>
                ),
              ]}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
