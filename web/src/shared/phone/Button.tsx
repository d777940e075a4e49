import type { ReactNode } from "react";
import { Icon } from "../icons/Icon";
import type { IconName } from "../icons/paths";
import styles from "./Button.module.css";

interface Props {
  /** One filled button a screen; tinted in cards; outlined for the other choice. */
  kind?: "filled" | "tinted" | "outlined";
  size?: "card" | "bar" | "huge";
  icon?: IconName;
  /** The words, or the label of an icon alone. */
  children: ReactNode;
  iconOnly?: boolean;
  wide?: boolean;
  busy?: boolean;
  /** Why it cannot be pressed; shown with a lock. */
  blocked?: boolean;
  onPress: () => void;
}

export function Button({
  kind = "outlined",
  size = "bar",
  icon,
  iconOnly,
  wide,
  busy,
  blocked,
  children,
  onPress,
}: Props) {
  const shown = blocked ? "lock" : icon;
  return (
    <button
      type="button"
      className={styles.button}
      data-kind={kind}
      data-size={size}
      data-wide={wide || undefined}
      data-icon-only={iconOnly || undefined}
      aria-label={iconOnly && typeof children === "string" ? children : undefined}
      aria-busy={busy || undefined}
      disabled={busy || blocked}
      onClick={onPress}
    >
      {shown && <Icon name={shown} size={size === "huge" ? 24 : 20} />}
      {!iconOnly && children}
    </button>
  );
}

/** A text action in teal. */
export function TextAction({
  children,
  icon,
  onPress,
}: {
  children: ReactNode;
  icon?: IconName;
  onPress: () => void;
}) {
  return (
    <button type="button" className={styles.text} onClick={onPress}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** Two choices side by side. */
export const Pair = ({ children }: { children: ReactNode }) => <div className={styles.pair}>{children}</div>;
