import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { hiddenMoney } from "../format/money";
import styles from "./Hidden.module.css";

/** An amount that shows on a tap and hides itself after three minutes, or at once when the page goes to the back. */
export function HiddenAmount({
  label,
  currency,
  children,
}: {
  label: string;
  currency?: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!shown) return;
    const hide = () => setShown(false);
    const later = setTimeout(hide, 3 * 60_000);
    document.addEventListener("visibilitychange", hide);
    return () => {
      clearTimeout(later);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [shown]);
  return (
    <button
      type="button"
      className={styles.hidden}
      aria-label={shown ? undefined : t("field.show", { label })}
      onClick={() => setShown((now) => !now)}
    >
      {shown ? children : hiddenMoney(currency)}
    </button>
  );
}
