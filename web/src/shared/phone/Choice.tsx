import type { KeyboardEvent, ReactNode } from "react";
import styles from "./Choice.module.css";

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrow keys go to the neighbour and choose it, as in every group of radio buttons. */
function toNeighbour(event: KeyboardEvent<HTMLElement>) {
  const step = steps[event.key];
  if (!step) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")];
  const next = all[(all.indexOf(document.activeElement as HTMLElement) + step + all.length) % all.length];
  event.preventDefault();
  next?.focus();
  next?.click();
}

interface OptionsProps<Value extends string> {
  label: string;
  value: Value | undefined;
  options: { value: Value; title: string; note?: ReactNode }[];
  onChange: (value: Value) => void;
}

/** A few choices with a note each, three in a row. */
export function Options<Value extends string>({ label, value, options, onChange }: OptionsProps<Value>) {
  return (
    <div className={styles.options} role="radiogroup" aria-label={label} onKeyDown={toNeighbour}>
      {options.map((option, at) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio drawn as a card with two lines
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value || (value === undefined && at === 0) ? 0 : -1}
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
    <div
      className={styles.segments}
      role="radiogroup"
      aria-label={label}
      data-full={full || undefined}
      onKeyDown={toNeighbour}
    >
      {segments.map((segment) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio drawn as a segment
        <button
          key={segment.value}
          type="button"
          role="radio"
          aria-checked={segment.value === value}
          tabIndex={segment.value === value ? 0 : -1}
          onClick={() => onChange(segment.value)}
        >
          {segment.title}
        </button>
      ))}
    </div>
  );
}
