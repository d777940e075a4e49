import type { ReactNode } from "react";
import styles from "./parts.module.css";

/** Valid · under way or temporary · needs attention or due today · overdue or blocked · planned · ended. */
export type State = "valid" | "active" | "attention" | "blocked" | "planned" | "ended";

/** A state: dot and word. The word says it; the colour only repeats it. */
export function StatusDot({ state, children }: { state: State; children: ReactNode }) {
  return (
    <span className={styles.status} data-state={state}>
      {children}
    </span>
  );
}
