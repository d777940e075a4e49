import { useTranslation } from "react-i18next";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { decimal, signed } from "@/shared/format/numbers";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Row } from "@/shared/phone/Card";
import type { Effect } from "../model";

/** What an improvement item has changed: before → after, and by how much. */
export function EffectLine({ effect }: { effect: Effect }) {
  const { t } = useTranslation("performance");
  return (
    <Row
      title={effect.name}
      detail={
        <>
          {decimal(effect.before)} → {effect.after == null ? t("effect.none") : decimal(effect.after)}{" "}
          {effect.unit}{" "}
          <StatusDot
            state={effect.change === "better" ? "valid" : effect.change === "worse" ? "attention" : "active"}
          >
            {t(`change.${effect.change}`)}
          </StatusDot>
        </>
      }
      end={
        effect.gain != null && (
          <Computed about={{ kind: "improvement", id: effect.improvement_id }}>
            <Figure explained={effect.explanation && { explanation: effect.explanation }}>
              {signed(effect.gain)} {effect.unit}
            </Figure>
          </Computed>
        )
      }
    />
  );
}
