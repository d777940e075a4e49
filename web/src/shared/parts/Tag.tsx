import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./parts.module.css";

type Tone = "plain" | "primary" | "info" | "warning" | "danger";

export function Tag({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  );
}

/** A change that is decided but not yet true: a hatched left end, the words on plain ground. */
export function PlannedTag({ children }: { children: ReactNode }) {
  return <span className={`${styles.tag} ${styles.planned}`}>{children}</span>;
}

/** Says that another person carries the same name. */
export function SameNameTag() {
  const { t } = useTranslation();
  return <Tag>{t("person.same_name")}</Tag>;
}
