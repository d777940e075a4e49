import { useTranslation } from "react-i18next";
import { Card } from "@/shared/desk/Card";
import { Figure } from "@/shared/explain/Figure";
import { decimal, percent } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import type { Standing } from "../model";
import styles from "./goal.module.css";
import { CompletionBar } from "./Reach";

interface Props {
  standing: Standing;
  terms: { target: string; unit: string };
}

/** Where a goal stands today: completion, days late and points, each explained. */
export function StandingCard({ standing, terms }: Props) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const { completion_explained, delay_explained, points_explained } = standing;
  return (
    <Card title={t("standing.title")} covers={t("standing.as_of", { day: format.day(standing.as_of) })}>
      {standing.actual == null ? (
        <p>{t("standing.nothing")}</p>
      ) : (
        <>
          <dl className={styles.figures}>
            <div>
              <dt>{t("standing.actual")}</dt>
              <dd>
                {decimal(standing.actual)}{" "}
                <small>
                  / {decimal(terms.target)} {terms.unit}
                </small>
              </dd>
            </div>
            {standing.completion_ppm != null && (
              <div>
                <dt>{t("standing.completion")}</dt>
                <dd>
                  <Figure
                    explained={completion_explained && { explanation: completion_explained }}
                    place="completion"
                  >
                    {percent(standing.completion_ppm, 1)}
                  </Figure>
                </dd>
              </div>
            )}
            <div>
              <dt>{t("standing.delay")}</dt>
              <dd className={standing.days_late > 0 ? styles.due : undefined}>
                <Figure explained={delay_explained && { explanation: delay_explained }} place="delay">
                  {standing.days_late > 0
                    ? t("standing.late", { count: standing.days_late })
                    : t(standing.reached_on ? "standing.on_time" : "standing.not_late")}
                </Figure>
              </dd>
            </div>
            {standing.points != null && (
              <div>
                <dt>{t("standing.points")}</dt>
                <dd>
                  <Figure explained={points_explained && { explanation: points_explained }} place="points">
                    {decimal(standing.points)}
                  </Figure>
                </dd>
              </div>
            )}
          </dl>
          {standing.completion_ppm != null && <CompletionBar completion={standing.completion_ppm} />}
        </>
      )}
    </Card>
  );
}
