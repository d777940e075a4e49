import type { ReactNode } from "react";
import styles from "./parts.module.css";

/** The drawn dot between facts. */
export const Dot = () => <i className={styles.dot} aria-hidden="true" />;

/** Facts in one line, separated by dots; empty ones are left out. */
export function Facts({ of }: { of: ReactNode[] }) {
  const shown = of.filter((fact) => fact !== undefined && fact !== null && fact !== "" && fact !== false);
  return shown.map((fact, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: facts have a fixed order and no identity of their own
    <span key={index}>
      {index > 0 && <Dot />}
      {fact}
    </span>
  ));
}
