import { render as draw } from "@testing-library/react";
import i18n, { type ResourceKey } from "i18next";
import type { ReactElement } from "react";
import { initReactI18next } from "react-i18next";
import { TodayProvider } from "@/shared/format/today";
import type { Language } from "@/shared/i18n/language";

const files = import.meta.glob<ResourceKey>(["../locales/*/*.json", "../features/*/locales/*.json"], {
  eager: true,
  import: "default",
});

/** Draws a component with the real words and a fixed day, 2026-11-21 09:14 in Shanghai. */
export async function render(element: ReactElement, language: Language = "zh-CN") {
  const resources: Record<string, Record<string, ResourceKey>> = {};
  for (const [path, bundle] of Object.entries(files)) {
    const [, namespace = "", tag = ""] = /\/([^/]+)(?:\/locales)?\/([^/]+)\.json$/.exec(path) ?? [];
    resources[tag] = { ...resources[tag], [namespace]: bundle };
  }
  await i18n.use(initReactI18next).init({
    lng: language,
    resources,
    defaultNS: "common",
    keySeparator: false,
    interpolation: { escapeValue: false },
  });
  return draw(element, {
    wrapper: ({ children }) => (
      <TodayProvider value={{ day: "2026-11-21", now: "2026-11-21T01:14:03Z" }}>{children}</TodayProvider>
    ),
  });
}
