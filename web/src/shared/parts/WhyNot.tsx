import type { ReactNode } from "react";
import { Icon } from "../icons/Icon";
import styles from "./parts.module.css";

interface Props {
  /** Why not, in one line. */
  reason: ReactNode;
  /** Whom to ask, or what opens it. */
  ask?: ReactNode;
}

/** A lock where one would look for something one may not see or do, with the reason. */
export function WhyNot({ reason, ask }: Props) {
  return (
    <span className={styles.whyNot}>
      <Icon name="lock" />
      <span>
        {reason}
        {ask && <span className={styles.whyNotAsk}> {ask}</span>}
      </span>
    </span>
  );
}
