import { Button } from "antd";
import { createContext, type ReactNode, useContext, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/Icon";
import styles from "./Drawer.module.css";

/** Where the frame keeps its drawer. */
const DrawerSlot = createContext<HTMLElement | null>(null);
export const DrawerSlotProvider = DrawerSlot.Provider;

interface Props {
  title: ReactNode;
  /** Beside the title: the state. */
  status?: ReactNode;
  /** Working through a list: which of how many, and how to step. */
  place?: { at: number; of: number; previous?: () => void; next?: () => void };
  /** Leaves the drawer's address. */
  close: () => void;
  /** The decision, at the foot. */
  footer?: ReactNode;
  children: ReactNode;
}

/** A row opened beside its list, without a mask: the list stays usable. Its address is the page's business. */
export function Drawer({ title, status, place, close, footer, children }: Props) {
  const { t } = useTranslation();
  const slot = useContext(DrawerSlot);
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const body = (
    <aside
      ref={panel}
      className={styles.drawer}
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) close();
      }}
    >
      <header>
        <Button type="text" icon={<Icon name="close" />} aria-label={t("action.close")} onClick={close} />
        <h2 id={id}>{title}</h2>
        {status}
        {place && (
          <span className={styles.place}>
            <span className="caption">{t("drawer.place", { at: place.at, of: place.of })}</span>
            <Button
              type="text"
              icon={<Icon name="up" />}
              aria-label={t("drawer.previous")}
              disabled={!place.previous}
              onClick={place.previous}
            />
            <Button
              type="text"
              icon={<Icon name="down" />}
              aria-label={t("drawer.next")}
              disabled={!place.next}
              onClick={place.next}
            />
          </span>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.body} aria-labelledby={id} tabIndex={0}>
        {children}
      </section>
      {footer && <footer>{footer}</footer>}
    </aside>
  );
  return slot ? createPortal(body, slot) : body;
}
