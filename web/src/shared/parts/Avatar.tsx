import { avatarText } from "../format/names";
import styles from "./parts.module.css";

interface Props {
  name: string;
  size?: "small" | "middle" | "large";
  /** The person has left. */
  left?: boolean;
}

export function Avatar({ name, size = "middle", left = false }: Props) {
  return (
    <span className={styles.avatar} data-size={size} data-left={left || undefined} aria-hidden="true">
      {avatarText(name)}
    </span>
  );
}
