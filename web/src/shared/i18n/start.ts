import i18n, { type BackendModule, type ResourceKey } from "i18next";
import { initReactI18next } from "react-i18next";
import { keepLanguage, type Language, languages, startLanguage, toLanguage } from "./language";

/** Reads the words of one namespace in one language; `undefined` when there are none. */
export type Words = (namespace: string, language: Language) => Promise<ResourceKey | undefined>;

/** Starts i18next. Namespaces are loaded when a page asks for them; `first` are loaded at once. */
export async function startI18n(words: Words, first: string[]): Promise<void> {
  const backend: BackendModule = {
    type: "backend",
    init: () => undefined,
    read: (language, namespace, done) => {
      words(namespace, toLanguage(language)).then(
        (found) => done(null, found ?? {}),
        (error: unknown) => done(error instanceof Error ? error : String(error), null),
      );
    },
  };
  i18n.on("languageChanged", (tag) => {
    document.documentElement.lang = tag;
  });
  await i18n
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: startLanguage(),
      supportedLngs: languages,
      fallbackLng: false,
      load: "currentOnly",
      ns: first,
      defaultNS: "common",
      keySeparator: false,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

/** Switches the words of the whole page at once and remembers the choice on this device. */
export async function switchLanguage(language: Language): Promise<void> {
  keepLanguage(language);
  await i18n.changeLanguage(language);
}
