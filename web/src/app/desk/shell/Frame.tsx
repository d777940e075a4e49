import { Button, Dropdown } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "@/api/session";
import { AsOfBand, AsOfControl } from "@/shared/desk/AsOfControl";
import { DrawerSlotProvider } from "@/shared/desk/Drawer";
import { type Language, languageNames, languages } from "@/shared/i18n/language";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { BrandMark } from "@/shared/icons/BrandMark";
import { Icon } from "@/shared/icons/Icon";
import { Avatar } from "@/shared/parts/Avatar";
import { Facts } from "@/shared/parts/Dot";
import { type MenuItem, offered } from "../menu";
import styles from "./Frame.module.css";

interface Props {
  session: Session;
  menu: readonly MenuItem[];
  /** The key of the item the page belongs to. */
  here?: string;
  /** Draws a link of the router. */
  link: (
    to: string,
    props: { className?: string; "aria-current"?: "page"; title?: string; children: ReactNode },
  ) => ReactNode;
  scope: { current?: string; choose: (id: string) => void };
  /** Unread notices. */
  unread?: number;
  openNotices: () => void;
  openSearch: () => void;
  speak: (language: Language) => void;
  signOut: () => void;
  /** Further items of the me menu. */
  meItems?: { key: string; label: ReactNode; chosen?: boolean; choose: () => void }[];
  /** Changes after the shown day, for the amber band. */
  later?: { count: number; href: string };
  children: ReactNode;
}

/** The desk's frame: top bar, navigation by task, the page, the drawer beside it. */
export function Frame(props: Props) {
  const {
    session,
    menu,
    here,
    link,
    scope,
    unread = 0,
    openNotices,
    openSearch,
    speak,
    signOut,
    meItems = [],
    later,
    children,
  } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useSearchKeys(openSearch);
  const current = session.scopes.find(({ id }) => id === scope.current) ?? session.scopes[0];
  const name = session.employment?.name ?? session.account.name;

  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#page">
        {t("frame.skip")}
      </a>
      <header className={styles.top}>
        {link("/", {
          className: styles.brand,
          children: (
            <>
              <BrandMark />
              <span>{t("brand")}</span>
            </>
          ),
        })}
        {current && (
          <Dropdown
            trigger={["click"]}
            menu={{
              selectedKeys: [current.id],
              onClick: ({ key }) => scope.choose(key),
              items: session.scopes.map((item) => ({
                key: item.id,
                label: <Facts of={[item.name, item.detail]} />,
              })),
            }}
          >
            <button
              type="button"
              className={styles.scope}
              aria-label={t("frame.scope", { scope: current.name })}
            >
              <Icon name="pin" />
              <span className="cut">
                <Facts of={[current.name, current.detail]} />
              </span>
              <Icon name="down" size={12} />
            </button>
          </Dropdown>
        )}
        <AsOfControl />
        <span className={styles.grow} />
        <button
          type="button"
          className={styles.find}
          onClick={openSearch}
          aria-keyshortcuts="/ Meta+K Control+K"
        >
          <Icon name="find" />
          <span className="cut">{t("frame.find")}</span>
          <kbd>/</kbd>
        </button>
        <Button
          type="text"
          className={styles.bell}
          aria-label={t("frame.notices", { count: unread })}
          icon={<Icon name="bell" />}
          onClick={openNotices}
        >
          {unread > 0 && <em aria-hidden="true">{unread > 99 ? "99+" : unread}</em>}
        </Button>
        <Dropdown
          trigger={["click"]}
          menu={{
            selectedKeys: [language],
            onClick: ({ key }) => speak(key as Language),
            items: languages.map((tag) => ({
              key: tag,
              label: <span lang={tag}>{languageNames[tag]}</span>,
            })),
          }}
        >
          <Button
            type="text"
            aria-label={t("frame.language", { language: languageNames[language] })}
            icon={<Icon name="globe" />}
          />
        </Dropdown>
        <Dropdown
          trigger={["click"]}
          menu={{
            selectedKeys: meItems.filter(({ chosen }) => chosen).map(({ key }) => key),
            onClick: ({ key }) =>
              key === "sign-out" ? signOut() : meItems.find((item) => item.key === key)?.choose(),
            items: [
              {
                key: "who",
                type: "group",
                label: <Facts of={[name, session.employment?.number, session.employment?.unit]} />,
              },
              ...meItems.map(({ key, label }) => ({ key, label })),
              { type: "divider" },
              { key: "sign-out", icon: <Icon name="signOut" />, label: t("frame.sign_out") },
            ],
          }}
        >
          <button type="button" className={styles.me} aria-label={t("frame.me", { name })} title={name}>
            <Avatar name={name} />
          </button>
        </Dropdown>
      </header>
      <div className={styles.band}>
        <AsOfBand later={later} />
      </div>
      <nav className={styles.nav} aria-label={t("frame.nav")}>
        {offered(menu, session.permissions, session.employment !== undefined).map((item) => (
          <span key={item.key}>
            {link(item.to, {
              "aria-current": item.key === here ? "page" : undefined,
              title: t(`nav.${item.key}`),
              children: (
                <>
                  <Icon name={item.icon} />
                  <span>{t(`nav.${item.key}`)}</span>
                </>
              ),
            })}
          </span>
        ))}
        {session.demo && <small>{t("frame.demo")}</small>}
      </nav>
      <DrawerSlotProvider value={slot}>
        <main id="page" className={styles.page} tabIndex={-1}>
          {children}
        </main>
      </DrawerSlotProvider>
      <div ref={setSlot} className={styles.drawer} />
    </div>
  );
}

/** `/` outside of fields, ⌘K or Ctrl+K anywhere. */
function useSearchKeys(open: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const field =
        event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !field && !event.ctrlKey && !event.metaKey && !event.altKey;
      const command = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey);
      if (!slash && !command) return;
      event.preventDefault();
      open();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [open]);
}
