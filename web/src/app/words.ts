import type { ResourceKey } from "i18next";
import type { Words } from "@/shared/i18n/start";

type Load = () => Promise<{ default: ResourceKey }>;

const common = import.meta.glob<{ default: ResourceKey }>("../locales/*/*.json");
const modules = import.meta.glob<{ default: ResourceKey }>("../features/*/locales/*.json");

/** All words by `namespace/language`: those used everywhere, and one namespace per module. */
const loaders = new Map<string, Load>(
  [...Object.entries(common), ...Object.entries(modules)].map(([path, load]) => {
    const [, namespace, language] = /\/([^/]+)(?:\/locales)?\/([^/]+)\.json$/.exec(path) ?? [];
    return [`${namespace}/${language}`, load];
  }),
);

export const words: Words = async (namespace, language) =>
  (await loaders.get(`${namespace}/${language}`)?.())?.default;
