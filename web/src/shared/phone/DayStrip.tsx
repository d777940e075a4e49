import type { ReactNode } from "react";
import { useFormat } from "../format/useFormat";
import styles from "./DayStrip.module.css";

export interface StripDay {
  day: string;
  /** What it counts: `0.5`, `不计`, `3/4`. */
  figure: ReactNode;
  /** Why: 下午, 休息日, 缺 1. */
  note: ReactNode;
  /** Not counted · needs attention: short of people, a swapped working day. */
  kind?: "off" | "attention";
}

/** Days of a range side by side, for leave counting and for staffing. Longer ranges scroll. */
export function DayStrip({ days, label }: { days: StripDay[]; label: string }) {
  const format = useFormat();
  return (
    <ol className={styles.strip} aria-label={label} data-long={days.length > 5 || undefined}>
      {days.map(({ day, figure, note, kind }) => (
        <li key={day} data-kind={kind}>
          {Number(day.slice(8))} {format.weekday(day)}
          <b>{figure}</b>
          {note}
        </li>
      ))}
    </ol>
  );
}
