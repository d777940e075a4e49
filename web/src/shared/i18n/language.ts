/** The languages Heng speaks, in the order they are offered. */
export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words. */
export const languageNames: Record<Language, string> = { "zh-CN": "简体中文", en: "English" };

/** Chinese for Chinese readers, English for everybody else. */
export const toLanguage = (tag: string | null | undefined): Language =>
  tag?.toLowerCase().startsWith("zh") ? "zh-CN" : "en";

const key = "heng.language";

/** The reader's last choice on this device, else what the browser asks for. */
export function startLanguage(): Language {
  try {
    const kept = localStorage.getItem(key);
    if (kept) return toLanguage(kept);
  } catch {
    // A web view may forbid storage; the browser's wish is good enough.
  }
  return toLanguage(navigator.language);
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Nothing lost: the account holds the choice too.
  }
}
