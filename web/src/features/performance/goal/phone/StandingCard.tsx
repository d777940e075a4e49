import { useTranslation } from "react-i18next";
import { Figure } from "@/shared/explain/Figure";
import { decimal, percent } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { Card, Values } from "@/shared/phone/Card";
import type { GoalTerms, Standing } from "../model";
import { Bar } from "./Bar";

/** Where a goal stands today: completion, days late and points, each explained. */
export function StandingCard({ standing, terms }: { standing: Standing; terms: GoalTerms }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const { completion_explained, delay_explained, points_explained } = standing;
  if (standing.actual == null) {
    return (
      <Card title={t("standing.title")}>
        <p className="small">{t("standing.nothing")}</p>
      </Card>
    );
  }
  return (
    <Card
      title={t("standing.title")}
      aside={<span className="small">{t("standing.as_of", { day: format.phoneDay(standing.as_of) })}</span>}
    >
      <p>
        <span className="key-figure">{decimal(standing.actual)}</span>{" "}
        <span className="small">
          / {decimal(terms.target)} {terms.unit}
        </span>
      </p>
      <Bar completion={standing.completion_ppm} />
      <Values
        of={[
          {
            name: t("standing.completion"),
            value: standing.completion_ppm != null && (
              <Figure explained={completion_explained && { explanation: completion_explained }}>
                {percent(standing.completion_ppm, 1)}
              </Figure>
            ),
          },
          {
            name: t("standing.delay"),
            due: standing.days_late > 0,
            value: (
              <Figure explained={delay_explained && { explanation: delay_explained }}>
                {standing.days_late > 0
                  ? t("standing.late", { count: standing.days_late })
                  : t(standing.reached_on ? "standing.on_time" : "standing.not_late")}
              </Figure>
            ),
          },
          ...(standing.points == null
            ? []
            : [
                {
                  name: t("standing.points"),
                  value: (
                    <Figure explained={points_explained && { explanation: points_explained }}>
                      {decimal(standing.points)}
                    </Figure>
                  ),
                },
              ]),
        ]}
      />
    </Card>
  );
}
