import { useId } from "react";
import styles from "./Input.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** More than a line. */
  long?: boolean;
  kind?: "text" | "password" | "date" | "number";
  /** What the phone may fill in. */
  autoComplete?: string;
  /** What is expected, under the field. */
  hint?: string;
  /** What is wrong, under the field. */
  fault?: string;
  most?: number;
  earliest?: string;
  latest?: string;
}

/** A field one types into: its name above, what is wrong below. Numbers stay text, so that none is rounded. */
export function Input({
  label,
  value,
  onChange,
  long,
  kind = "text",
  autoComplete,
  hint,
  fault,
  most,
  earliest,
  latest,
}: Props) {
  const id = useId();
  const notes = `${id}-notes`;
  const common = {
    id,
    value,
    maxLength: most,
    "aria-invalid": fault ? true : undefined,
    "aria-describedby": hint || fault ? notes : undefined,
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {long ? (
        <textarea {...common} rows={3} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input
          {...common}
          type={kind === "number" ? "text" : kind}
          inputMode={kind === "number" ? "decimal" : undefined}
          autoComplete={autoComplete ?? "off"}
          autoCapitalize="none"
          spellCheck={false}
          min={earliest}
          max={latest}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {(hint || fault) && (
        <span id={notes} className={fault ? styles.fault : "mini"} role={fault ? "alert" : undefined}>
          {fault ?? hint}
        </span>
      )}
    </div>
  );
}
