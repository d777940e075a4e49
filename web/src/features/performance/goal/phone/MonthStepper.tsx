import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/icons/Icon";
import type { Month } from "../model";
import { monthAfter } from "../months";
import { useMonth } from "../useMonth";
import styles from "./MonthStepper.module.css";

/** The month that is looked at, and the way to its neighbours. */
export function MonthStepper({ month, go }: { month: Month; go: (month: Month) => void }) {
  const { t } = useTranslation("performance");
  const words = useMonth();
  const step = (by: number, icon: "left" | "right") => (
    <button
      type="button"
      aria-label={t("month.go", { month: words(monthAfter(month, by)) })}
      onClick={() => go(monthAfter(month, by))}
    >
      <Icon name={icon} size={20} />
    </button>
  );
  return (
    <div className={styles.stepper}>
      {step(-1, "left")}
      <h2 aria-live="polite">{words(month)}</h2>
      {step(1, "right")}
    </div>
  );
}
