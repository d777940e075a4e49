import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ViewTabs.module.css";

export interface Views {
  items: { key: string; label: ReactNode; count?: string; href: string }[];
  active: string;
  go: (key: string) => void;
  /** At the right: save a view, a reminder. */
  aside?: ReactNode;
}

/** The views of a page. Each is an address, so they are links. */
export function ViewTabs({ items, active, go, aside }: Views) {
  const { t } = useTranslation();
  return (
    <nav className={styles.tabs} aria-label={t("frame.views")}>
      {items.map(({ key, label, count, href }) => (
        <a
          key={key}
          href={href}
          aria-current={key === active ? "page" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            go(key);
          }}
        >
          {label}
          {count !== undefined && <span>{count}</span>}
        </a>
      ))}
      {aside && <div className={styles.aside}>{aside}</div>}
    </nav>
  );
}
