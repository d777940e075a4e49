import { Popup } from "antd-mobile";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/Icon";
import styles from "./Sheet.module.css";

interface Props {
  open: boolean;
  close: () => void;
  title: ReactNode;
  /** The action at its foot. */
  foot?: ReactNode;
  children: ReactNode;
}

/** A small choice or an explanation, over the page instead of a page of its own. */
export function Sheet({ open, close, title, foot, children }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Popup
      visible={open}
      onMaskClick={close}
      onClose={close}
      closeOnSwipe
      destroyOnClose
      maskStyle={{ background: "var(--scrim)" }}
      bodyClassName={styles.sheet}
    >
      <div
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        className={styles.inner}
        tabIndex={-1}
        ref={(element) => element?.focus({ preventScroll: true })}
        onKeyDown={(event) => event.key === "Escape" && close()}
      >
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" aria-label={t("action.close")} onClick={close}>
            <Icon name="close" size={20} />
          </button>
        </header>
        <div className={styles.body}>{children}</div>
        {foot && <footer>{foot}</footer>}
      </div>
    </Popup>
  );
}
