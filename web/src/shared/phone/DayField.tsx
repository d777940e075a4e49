import { useId } from "react";
import { useFormat } from "../format/useFormat";
import styles from "./DayField.module.css";

interface Props {
  label: string;
  /** `YYYY-MM-DD`. */
  value: string;
  onChange: (day: string) => void;
  earliest?: string;
  latest?: string;
}

/** A day in our own words with its weekday; pressing it opens the phone's own calendar, which lies invisibly above. */
export function DayField({ label, value, onChange, earliest, latest }: Props) {
  const id = useId();
  const format = useFormat();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className="small">
        {label}
      </label>
      <b aria-hidden="true">{format.phoneDay(value)}</b>
      <input
        id={id}
        type="date"
        value={value}
        min={earliest}
        max={latest}
        onClick={(event) => {
          // Browsers of a desk open the calendar from its icon alone, which nobody sees here.
          try {
            event.currentTarget.showPicker?.();
          } catch {
            // Some refuse inside a frame; the day can still be typed.
          }
        }}
        onChange={(event) => event.target.value && onChange(event.target.value)}
      />
    </div>
  );
}
