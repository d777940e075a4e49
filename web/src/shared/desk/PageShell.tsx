import type { ReactNode } from "react";
import { useExplain } from "../explain/ExplainProvider";
import { ExplainPanel } from "./ExplainPanel";
import styles from "./PageShell.module.css";
import { type Views, ViewTabs } from "./ViewTabs";

interface Props {
  title: ReactNode;
  /** One line: what this page is for. */
  purpose: ReactNode;
  /** Where the page stands: 人员 / 西北大区. */
  path?: ReactNode;
  /** Before the title: a person's avatar. */
  mark?: ReactNode;
  /** Beside the title: the state. */
  status?: ReactNode;
  /** Key facts at the right of the title. */
  facts?: ReactNode;
  /** At most one is primary. */
  actions?: ReactNode;
  /** Views of the page, kept in the address. */
  tabs?: Views;
  /** The content fills the height and scrolls inside: lists. */
  fill?: boolean;
  children: ReactNode;
}

/** A page: title, purpose, one primary action, views, content; the Explain panel beside it when a figure is asked about. */
export function PageShell({
  title,
  purpose,
  path,
  mark,
  status,
  facts,
  actions,
  tabs,
  fill,
  children,
}: Props) {
  const { current } = useExplain();
  return (
    <div className={styles.page} data-fill={fill || undefined}>
      <header className={styles.head} data-marked={mark ? true : undefined}>
        {path && <div className={styles.path}>{path}</div>}
        {mark}
        <div className={styles.title}>
          <div className={styles.line}>
            <h1>{title}</h1>
            {status}
          </div>
          <p>{purpose}</p>
        </div>
        {facts && <dl className={styles.facts}>{facts}</dl>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {tabs && <ViewTabs {...tabs} />}
      <div className={styles.content} data-explaining={current ? true : undefined}>
        <div className={styles.main}>{children}</div>
        <ExplainPanel />
      </div>
    </div>
  );
}

/** One key fact in a page's head. */
export function HeadFact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="caption">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
