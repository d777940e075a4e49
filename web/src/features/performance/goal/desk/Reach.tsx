import type { ReactNode } from "react";
import { percent } from "@/shared/format/numbers";
import { filledBeyond } from "../model";
import styles from "./goal.module.css";

interface Props {
  completion: number | null | undefined;
  /** The figure, when it is more than the percentage: explained. */
  children?: ReactNode;
}

/** How much of a goal is reached: a bar with a tick at the target, and the figure beside it. */
export function Reach({ completion, children }: Props) {
  if (completion == null) return null;
  return (
    <div className={styles.reach}>
      <CompletionBar completion={completion} />
      <span>{children ?? percent(completion, 1)}</span>
    </div>
  );
}

/** The bar alone, where the figure stands elsewhere. */
export function CompletionBar({ completion }: { completion: number }) {
  return (
    <div className={styles.bar} aria-hidden="true">
      <i style={{ width: `${filledBeyond(completion)}%` }} />
    </div>
  );
}
