import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useAsOf } from "../asof/AsOf";
import { type Day, daysBetween } from "../format/dates";
import { useToday } from "../format/today";
import { Icon } from "../icons/Icon";
import styles from "./ChangeStrip.module.css";

/** Where things changed, on one line up to today: marks to look at, the shown day, the change before and after. */
export function ChangeStrip({ changes }: { changes: readonly Day[] }) {
  const { t } = useTranslation();
  const { day, show } = useAsOf();
  const { day: today } = useToday();
  const here = day ?? today;
  const sorted = [...new Set(changes)].sort();
  const first = [...sorted, here].sort()[0] ?? here;
  const span = Math.max(1, daysBetween(first, today));
  const at = (date: Day) => `${Math.min(100, (daysBetween(first, date) * 100) / span)}%`;
  const before = sorted.filter((change) => change < here).at(-1);
  const after = sorted.find((change) => change > here && change <= today);
  return (
    <div className={styles.strip}>
      <Button
        size="small"
        icon={<Icon name="left" size={12} />}
        disabled={!before}
        onClick={() => show(before)}
      >
        {before ? t("as_of.previous_change", { day: before }) : t("as_of.no_previous_change")}
      </Button>
      <div className={styles.line}>
        {sorted
          .filter((change) => change <= today)
          .map((change) => (
            <button
              key={change}
              type="button"
              className={styles.mark}
              style={{ left: at(change) }}
              aria-label={change}
              onClick={() => show(change === today ? undefined : change)}
            />
          ))}
        <span className={styles.end} aria-hidden="true">
          <i />
          {day && <span>{t("timeline.today")}</span>}
        </span>
        <span className={styles.here} style={{ left: at(here) }} data-past={day !== undefined || undefined}>
          <i />
          <b>{day ?? t("timeline.today")}</b>
        </span>
      </div>
      <Button
        size="small"
        icon={<Icon name="right" size={12} />}
        iconPlacement="end"
        disabled={!day}
        onClick={() => show(after)}
      >
        {after ? t("as_of.next_change", { day: after }) : t("as_of.back")}
      </Button>
    </div>
  );
}
