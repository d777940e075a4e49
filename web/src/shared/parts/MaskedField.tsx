import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { problemWords } from "../i18n/problemWords";
import { Icon } from "../icons/Icon";
import styles from "./parts.module.css";
import { WhyNot } from "./WhyNot";

interface Props {
  /** What the field is: 手机. It names the button for those who hear the page. */
  label: string;
  /** The value with its middle hidden, as the server sends it. */
  masked?: string;
  /** Fetches the whole value; the server writes the reading down. Absent when it may not be revealed. */
  reveal?: () => Promise<string>;
  /** Why it may not be seen, and whom to ask. Shown instead of a value. */
  whyNot?: { reason: ReactNode; ask?: ReactNode };
}

/** A sensitive value: hidden until it is asked for on purpose, hidden again on request. */
export function MaskedField({ label, masked, reveal, whyNot }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string>();
  const [state, setState] = useState<"idle" | "asking" | { failed: string }>("idle");
  if (whyNot) return <WhyNot {...whyNot} />;
  if (masked === undefined) return <span className={styles.empty}>{t("field.empty")}</span>;

  async function toggle() {
    if (shown !== undefined) return setShown(undefined);
    if (!reveal) return;
    setState("asking");
    try {
      setShown(await reveal());
      setState("idle");
    } catch (error) {
      setState({ failed: problemWords(t, problemOf(error)) });
    }
  }

  return (
    <span className={styles.masked}>
      <span className={styles.maskedValue}>{shown ?? masked}</span>
      {reveal && (
        <button
          type="button"
          className={styles.eye}
          aria-label={t(shown === undefined ? "field.reveal" : "field.hide", { label })}
          aria-busy={state === "asking"}
          onClick={() => void toggle()}
        >
          <Icon name={shown === undefined ? "eye" : "eyeOff"} />
        </button>
      )}
      {typeof state === "object" && (
        <span className={styles.fault} role="alert">
          {state.failed}
        </span>
      )}
    </span>
  );
}
