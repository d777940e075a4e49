import { filled } from "../model";
import styles from "./Bar.module.css";

/** How much of a goal is reached, full at the target. The figure stands beside it. */
export function Bar({ completion }: { completion: number | null | undefined }) {
  return (
    <div className={styles.bar} aria-hidden="true">
      <i style={{ width: `${filled(completion)}%` }} />
    </div>
  );
}
