import { type ReactNode, useEffect } from "react";
import styles from "./Page.module.css";

interface Props {
  /** WeChat's own bar carries it. */
  title: string;
  /** The main action, fixed above the safe area. A page has tabs or an action bar, never both. */
  dock?: ReactNode;
  children: ReactNode;
}

/** One column of cards. */
export function Page({ title, dock, children }: Props) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <main className={styles.page} data-docked={dock ? true : undefined}>
        <h1 className="visually-hidden">{title}</h1>
        {children}
      </main>
      {dock && <div className={styles.dock}>{dock}</div>}
    </>
  );
}

/** The row of buttons in an action bar; words may stand above it. */
export function Dock({ above, children }: { above?: ReactNode; children: ReactNode }) {
  return (
    <>
      {above && <div className={styles.above}>{above}</div>}
      <div className={styles.actions}>{children}</div>
    </>
  );
}
