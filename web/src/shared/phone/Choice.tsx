import type { ReactNode } from "react";
import styles from "./Choice.module.css";

interface OptionsProps<Value extends string> {
  label: string;
  value: Value | undefined;
  options: { value: Value; title: string; note?: ReactNode }[];
  onChange: (value: Value) => void;
}

/** A few choices with a note each, three in a row. */
export function Options<Value extends string>({ label, value, options, onChange }: OptionsProps<Value>) {
  return (
    <div className={styles.options} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio drawn as a card with two lines
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          className={styles.option}
          onClick={() => onChange(option.value)}
        >
          {option.title}
          {option.note && <small>{option.note}</small>}
        </button>
      ))}
    </div>
  );
}

interface SegmentsProps<Value extends string> {
  label: string;
  value: Value;
  segments: { value: Value; title: ReactNode }[];
  onChange: (value: Value) => void;
  /** As wide as the page: the views of a list. */
  full?: boolean;
}

/** One of a few short words. */
export function Segments<Value extends string>({
  label,
  value,
  segments,
  onChange,
  full,
}: SegmentsProps<Value>) {
  return (
    <div className={styles.segments} role="radiogroup" aria-label={label} data-full={full || undefined}>
      {segments.map((segment) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio drawn as a segment
        <button
          key={segment.value}
          type="button"
          role="radio"
          aria-checked={segment.value === value}
          onClick={() => onChange(segment.value)}
        >
          {segment.title}
        </button>
      ))}
    </div>
  );
}
