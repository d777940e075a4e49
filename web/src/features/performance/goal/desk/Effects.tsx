import { useTranslation } from "react-i18next";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { decimal, signed } from "@/shared/format/numbers";
import { StatusDot } from "@/shared/parts/StatusDot";
import { changeDot, type Effect } from "../model";
import styles from "./goal.module.css";

/** What improvement items have changed: before → after, and by how much, explained. */
export function Effects({ effects }: { effects: readonly Effect[] }) {
  const { t } = useTranslation("performance");
  return (
    <ul className={styles.list}>
      {effects.map((effect) => (
        <li key={effect.improvement_id}>
          <span className={styles.who}>
            <b>{effect.name}</b>
            <StatusDot state={changeDot(effect)}>{t(`change.${effect.change}`)}</StatusDot>
          </span>
          <span>
            {decimal(effect.before)} → {effect.after == null ? t("effect.none") : decimal(effect.after)}{" "}
            {effect.unit}{" "}
            {effect.gain != null && (
              <Computed about={{ kind: "improvement", id: effect.improvement_id }}>
                <Figure explained={effect.explanation && { explanation: effect.explanation }}>
                  {signed(effect.gain)} {effect.unit}
                </Figure>
              </Computed>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
