import { useTranslation } from "react-i18next";
import { percent } from "@/shared/format/numbers";
import { Notice } from "@/shared/parts/Notice";
import type { Weighing } from "./terms";

/** What the goals of the month weigh together, said before anything is sent. */
export function WeightsNotice({ weighing, name }: { weighing: Weighing; name: string }) {
  const { t } = useTranslation("performance");
  const { state, others_ppm, sum_ppm } = weighing;
  return (
    <Notice
      tone={state === "refused" ? "danger" : state === "whole" ? "quiet" : "warning"}
      title={t("weights.sum", { others: percent(others_ppm), sum: percent(sum_ppm) })}
    >
      {state !== "whole" && <p>{t(`weights.${state}`)}</p>}
      <p>{t("give.effect", { name })}</p>
    </Notice>
  );
}
