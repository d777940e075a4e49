import { type ReactNode, useId } from "react";
import styles from "./Card.module.css";

interface Props {
  title: ReactNode;
  /** What the figures cover: scope · as-of. */
  covers?: ReactNode;
  /** Beside the title: a finding, a link. */
  aside?: ReactNode;
  /** At the far right: close, edit. */
  end?: ReactNode;
  /** Content to the rim: tables. */
  flush?: boolean;
  children: ReactNode;
}

export function Card({ title, covers, aside, end, flush = false, children }: Props) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside && <span className={styles.aside}>{aside}</span>}
        {covers && <span className={styles.covers}>{covers}</span>}
        {end && <span className={styles.end}>{end}</span>}
      </header>
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  );
}
