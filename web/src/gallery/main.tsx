import "virtual:tokens.css";
import i18n from "i18next";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { words } from "@/app/words";
import { TodayProvider } from "@/shared/format/today";
import { toLanguage } from "@/shared/i18n/language";
import { startI18n } from "@/shared/i18n/start";
import { explainWords } from "./samples";

/**
 * Development only: every component in every state, one scene at a time.
 * `gallery.html?scene=desk/people&theme=dark&lang=en`
 */
const scenes = {
  ...import.meta.glob<{ default: () => React.ReactNode }>("./desk/*.tsx"),
  ...import.meta.glob<{ default: () => React.ReactNode }>("./phone/*.tsx"),
};

const query = new URLSearchParams(location.search);
const language = toLanguage(query.get("lang") ?? "zh-CN");
document.documentElement.dataset.theme = query.get("theme") === "dark" ? "dark" : "light";
await startI18n(words, ["common", "problem", "unit", "explain"]);
await i18n.changeLanguage(language);
for (const [tag, bundle] of Object.entries(explainWords))
  i18n.addResourceBundle(tag, "explain", bundle, true, true);

const load = scenes[`./${query.get("scene") ?? "desk/people"}.tsx`];
const root = document.getElementById("root");
if (root) {
  const { default: Scene } = load ? await load() : { default: () => <Index /> };
  createRoot(root).render(
    <StrictMode>
      <Suspense>
        <TodayProvider value={{ day: "2026-11-21", now: "2026-11-21T09:14:03+08:00" }}>
          <Scene />
        </TodayProvider>
      </Suspense>
    </StrictMode>,
  );
}

function Index() {
  return (
    <ul>
      {Object.keys(scenes).map((path) => (
        <li key={path}>
          <a href={`?scene=${path.slice(2, -4)}`}>{path.slice(2, -4)}</a>
        </li>
      ))}
    </ul>
  );
}
