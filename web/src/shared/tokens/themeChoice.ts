import { useSyncExternalStore } from "react";
import type { Theme } from "./tokens";

/** Light, dark, or as the system has it. */
export type ThemeChoice = Theme | "system";

const key = "heng.theme";
const dark = typeof matchMedia === "undefined" ? undefined : matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function kept(): ThemeChoice {
  try {
    const found = localStorage.getItem(key);
    return found === "light" || found === "dark" ? found : "system";
  } catch {
    return "system";
  }
}

let choice = kept();

function show() {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}
show();

export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // The choice lasts for this visit.
  }
  show();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  dark?.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    dark?.removeEventListener("change", listener);
  };
}

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice);

/** The theme drawn now. */
export function useTheme(): Theme {
  const chosen = useThemeChoice();
  const system = useSyncExternalStore(subscribe, () => (dark?.matches ? "dark" : "light"));
  return chosen === "system" ? system : chosen;
}
