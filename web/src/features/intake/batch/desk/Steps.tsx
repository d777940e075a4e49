import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/icons/Icon";
import { type BatchView, stepNow, steps } from "../model";
import styles from "./Steps.module.css";

/** Where the roster is on its way: done, now, ahead. The views of the page lead to the work. */
export function Steps({ batch }: { batch: BatchView }) {
  const { t } = useTranslation("intake");
  const now = stepNow(batch);
  return (
    <ol className={styles.steps} aria-label={t("steps.label")}>
      {steps.map((step, at) => {
        const name = step === "undo" && batch.state === "undone" ? t("steps.undone") : t(`steps.${step}`);
        return (
          <li
            key={step}
            data-state={at < now ? "done" : at === now ? "now" : "ahead"}
            aria-current={at === now ? "step" : undefined}
          >
            <span className={styles.mark}>{at < now ? <Icon name="check" size={12} /> : at + 1}</span>
            <span className={styles.name}>{name}</span>
          </li>
        );
      })}
    </ol>
  );
}
