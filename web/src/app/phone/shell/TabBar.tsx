import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/icons/Icon";
import type { IconName } from "@/shared/icons/paths";
import styles from "./TabBar.module.css";

export type Tab = "home" | "todo" | "message" | "me";

/** The four roots of the phone and their addresses. */
export const tabs: { key: Tab; icon: IconName; to: string }[] = [
  { key: "home", icon: "home", to: "/" },
  { key: "todo", icon: "todo", to: "/todo" },
  { key: "message", icon: "message", to: "/messages" },
  { key: "me", icon: "me", to: "/me" },
];

interface Props {
  here: Tab;
  counts?: Partial<Record<Tab, number>>;
  link: (to: string, props: { "aria-current"?: "page"; children: ReactNode }) => ReactNode;
}

/** 首页 · 待办 · 消息 · 我的. Badges are teal: red is for danger. */
export function TabBar({ here, counts = {}, link }: Props) {
  const { t } = useTranslation();
  return (
    <nav className={styles.tabs} aria-label={t("frame.nav")}>
      {tabs.map(({ key, icon, to }) => {
        const count = counts[key] ?? 0;
        return (
          <span key={key}>
            {link(to, {
              "aria-current": key === here ? "page" : undefined,
              children: (
                <>
                  <Icon name={icon} size={24} />
                  {t(`tab.${key}`)}
                  {count > 0 && (
                    <em>
                      {count > 99 ? "99+" : count}
                      <span className="visually-hidden">{t("tab.open")}</span>
                    </em>
                  )}
                </>
              ),
            })}
          </span>
        );
      })}
    </nav>
  );
}
