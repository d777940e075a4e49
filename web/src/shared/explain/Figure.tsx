import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { useComputed } from "./Computed";
import { type Explained, useExplain } from "./ExplainProvider";
import styles from "./Figure.module.css";

interface Props {
  /** The trace of the figure; without one it is plain text. */
  explained?: Explained | null;
  /** A stable name of the place, when the page must open it by address. */
  place?: string;
  children: ReactNode;
}

/** A computed figure: dotted underline, and a click or Enter tells where it comes from. */
export function Figure({ explained, place, children }: Props) {
  const { t } = useTranslation();
  const own = useId();
  const common = useComputed();
  const { current, open, close } = useExplain();
  if (!explained) return <span className={styles.plain}>{children}</span>;
  const here = place ?? own;
  return (
    <button
      type="button"
      className={styles.figure}
      aria-expanded={current?.place === here}
      title={t("explain.open")}
      onKeyDown={(event) => event.key === "Escape" && current?.place === here && close()}
      onClick={(event) => {
        event.stopPropagation();
        open(here, { ...common, ...explained });
      }}
    >
      {children}
    </button>
  );
}
