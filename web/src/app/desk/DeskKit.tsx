import { App, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { type ReactNode, useEffect, useMemo } from "react";
import { antdTheme } from "@/shared/desk/theme";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Icon } from "@/shared/icons/Icon";
import type { Theme } from "@/shared/tokens/tokens";
import "@/shared/desk/desk.css";

const wantsStillness = () => window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;

/** antd with our tokens and the reader's language. */
export function DeskKit({ theme, children }: { theme: Theme; children: ReactNode }) {
  const language = useLanguage();
  const look = useMemo(() => {
    const known = antdTheme(theme);
    // Nothing half-drawn: without motion a message is there or it is not.
    return wantsStillness() ? { ...known, token: { ...known.token, motion: false } } : known;
  }, [theme]);
  useEffect(() => {
    dayjs.locale(language === "zh-CN" ? "zh-cn" : "en");
  }, [language]);
  return (
    <ConfigProvider
      theme={look}
      locale={language === "zh-CN" ? zhCN : en}
      button={{ autoInsertSpace: false }}
      form={{ colon: false }}
      wave={{ disabled: true }}
      select={{ suffixIcon: <Icon name="down" size={12} /> }}
      datePicker={{ suffixIcon: <Icon name="calendar" /> }}
    >
      <App message={{ maxCount: 3 }} style={{ height: "100%" }}>
        {children}
      </App>
    </ConfigProvider>
  );
}
