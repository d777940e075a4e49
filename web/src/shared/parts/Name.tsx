import { Fragment } from "react";
import { nameParts } from "../format/names";
import styles from "./parts.module.css";

/** A person's name, whole; it breaks only after `·`. */
export function Name({ children }: { children: string }) {
  return (
    <span className={styles.name}>
      {nameParts(children).map((part, index, all) => (
        <Fragment key={all.slice(0, index + 1).join("")}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
