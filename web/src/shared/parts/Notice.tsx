import type { ReactNode } from "react";
import { Icon } from "../icons/Icon";
import type { IconName } from "../icons/paths";
import styles from "./parts.module.css";

export type NoticeTone = "quiet" | "info" | "primary" | "warning" | "danger";

const icons: Record<NoticeTone, IconName> = {
  quiet: "info",
  info: "info",
  primary: "info",
  warning: "warn",
  danger: "warn",
};

interface Props {
  tone?: NoticeTone;
  icon?: IconName;
  /** What is the case. */
  title?: ReactNode;
  /** Why, and what to do now. */
  children?: ReactNode;
  /** The remedy. */
  action?: ReactNode;
  /** Read out at once when it appears. */
  alert?: boolean;
}

/** A note with reason and remedy, in the place it concerns. */
export function Notice({ tone = "quiet", icon, title, children, action, alert = false }: Props) {
  return (
    <div className={styles.notice} data-tone={tone} role={alert ? "alert" : undefined}>
      <Icon name={icon ?? icons[tone]} />
      <div className={styles.noticeWords}>
        {title && <b>{title}</b>}
        {children && <div>{children}</div>}
      </div>
      {action && <div className={styles.noticeAction}>{action}</div>}
    </div>
  );
}
