import { useState } from "react";

const key = (table: string) => `heng.columns.${table}`;

/** The columns shown: those the reader chose on this device, else the default ones. Unknown names are dropped. */
export function useColumnChoice(table: string, all: readonly string[], standard: readonly string[]) {
  const [chosen, setChosen] = useState<readonly string[]>(() => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key(table)) ?? "null");
      if (Array.isArray(kept)) return all.filter((name) => kept.includes(name));
    } catch {
      // Unreadable choice: the default is fine.
    }
    return standard;
  });
  const choose = (names: readonly string[]) => {
    const ordered = all.filter((name) => names.includes(name));
    setChosen(ordered);
    try {
      localStorage.setItem(key(table), JSON.stringify(ordered));
    } catch {
      // The choice lasts for this visit.
    }
  };
  return [chosen, choose] as const;
}
