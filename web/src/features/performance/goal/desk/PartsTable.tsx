import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { decimal, percent } from "@/shared/format/numbers";
import type { ResultPart } from "../model";
import styles from "./goal.module.css";
import { Reach } from "./Reach";

/** Each goal's part of a score: points, weight, completion and delay, each explained. */
export function PartsTable({ parts }: { parts: readonly ResultPart[] }) {
  const { t } = useTranslation("performance");
  return (
    <div className={styles.wide}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("list.goal")}</th>
            <th scope="col" data-align="end">
              {t("goal.share")}
            </th>
            <th scope="col" data-align="end">
              {t("list.reached")}
            </th>
            <th scope="col">{t("standing.completion")}</th>
            <th scope="col">{t("standing.delay")}</th>
            <th scope="col" data-align="end">
              {t("standing.points_short")}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ standing, ...part }) => (
            <Computed key={part.goal_id} about={{ kind: "goal", id: part.goal_id }}>
              <tr>
                <td>
                  <Link to={`/goals/${part.goal_id}`}>{part.name}</Link>
                  {part.manager_name && (
                    <div className="caption">{t("result.manager", { name: part.manager_name })}</div>
                  )}
                </td>
                <td data-align="end">{percent(part.counted_weight_ppm ?? part.weight_ppm)}</td>
                <td data-align="end">
                  {standing.actual == null ? t("goal.nothing_short") : decimal(standing.actual)} /{" "}
                  {decimal(part.target)} {part.unit}
                </td>
                <td>
                  {standing.completion_ppm != null && (
                    <Reach completion={standing.completion_ppm}>
                      <Figure
                        explained={
                          standing.completion_explained && { explanation: standing.completion_explained }
                        }
                      >
                        {percent(standing.completion_ppm, 1)}
                      </Figure>
                    </Reach>
                  )}
                </td>
                <td className={standing.days_late > 0 ? styles.due : undefined}>
                  {standing.delay_explained && (
                    <Figure explained={{ explanation: standing.delay_explained }}>
                      {standing.days_late > 0
                        ? t("standing.late", { count: standing.days_late })
                        : t("standing.on_time")}
                    </Figure>
                  )}
                </td>
                <td data-align="end">
                  {standing.points == null ? (
                    t("result.not_counted")
                  ) : (
                    <Figure
                      explained={standing.points_explained && { explanation: standing.points_explained }}
                    >
                      {decimal(standing.points)}
                    </Figure>
                  )}
                </td>
              </tr>
            </Computed>
          ))}
        </tbody>
      </table>
    </div>
  );
}
