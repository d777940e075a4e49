import { ConfigProvider, unstableSetRender } from "antd-mobile";
import en from "antd-mobile/es/locales/en-US";
import zhCN from "antd-mobile/es/locales/zh-CN";
import type { ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { useLanguage } from "@/shared/i18n/useLanguage";
import "@/shared/phone/phone.css";

/** Toasts and dialogs are drawn outside of the page's tree; React 19 needs to be told how. */
const roots = new WeakMap<Element | DocumentFragment, Root>();
unstableSetRender((node, container) => {
  const root = roots.get(container) ?? createRoot(container);
  roots.set(container, root);
  root.render(node);
  return async () => {
    root.unmount();
    roots.delete(container);
  };
});

/** antd-mobile in the reader's language; colours come from the style sheet, dark by the system. */
export function PhoneKit({ children }: { children: ReactNode }) {
  const language = useLanguage();
  return <ConfigProvider locale={language === "zh-CN" ? zhCN : en}>{children}</ConfigProvider>;
}
