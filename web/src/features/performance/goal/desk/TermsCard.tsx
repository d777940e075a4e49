import { useTranslation } from "react-i18next";
import { Card } from "@/shared/desk/Card";
import { decimal, percent } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { Notice } from "@/shared/parts/Notice";
import { agreed, type Goal, type GoalTerms, proposed } from "../model";
import { WHOLE } from "../terms";
import styles from "./goal.module.css";

/** The lines of a version, in words. */
export function useTermsLines() {
  const { t } = useTranslation("performance");
  const format = useFormat();
  return (terms: GoalTerms): [string, string | undefined][] => [
    [t("goal.target"), `${decimal(terms.target)} ${terms.unit}`],
    [t("goal.baseline"), terms.baseline == null ? undefined : `${decimal(terms.baseline)} ${terms.unit}`],
    [t("goal.direction"), t(`direction.${terms.direction}`)],
    [t("goal.share"), percent(terms.weight_ppm)],
    [t("goal.due_on"), format.day(terms.due_on)],
  ];
}

/** What is agreed; beside it the change that waits for a yes, with what it changes struck and bold. */
export function TermsCard({ goal, own }: { goal: Goal; own: boolean }) {
  const { t } = useTranslation("performance");
  const lines = useTermsLines();
  const [now, change] = [agreed(goal), proposed(goal)];
  if (!now) return null;
  const next = change && lines({ ...change });
  return (
    <Card
      title={t("goal.agreed")}
      aside={t("goal.version", { version: now.number })}
      covers={
        goal.state !== "cancelled" &&
        goal.month_weights_ppm !== WHOLE && (
          <span className={styles.due}>{t("weights.now", { sum: percent(goal.month_weights_ppm) })}</span>
        )
      }
    >
      {change && (
        <div className={styles.gap}>
          <Notice tone="warning" title={t(own ? "goal.changed" : "goal.changed_theirs")}>
            {change.reason && <p>{t("goal.reason", { reason: change.reason })}</p>}
            <p>{t(own ? "goal.changed_why" : "goal.changed_theirs_why")}</p>
          </Notice>
        </div>
      )}
      <dl className={styles.facts}>
        {change && change.name !== now.name && (
          <div>
            <dt>{t("terms.name")}</dt>
            <dd>
              <span className={styles.old}>{now.name}</span> <b>{change.name}</b>
            </dd>
          </div>
        )}
        {lines(now).map(([label, value], index) => {
          const to = next?.[index]?.[1];
          const changed = next !== undefined && to !== value;
          if (value === undefined && to === undefined) return null;
          return (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {changed ? (
                  <>
                    {value !== undefined && <span className={styles.old}>{value}</span>}{" "}
                    <b>{to ?? t("goal.no_baseline")}</b>
                  </>
                ) : (
                  value
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}
