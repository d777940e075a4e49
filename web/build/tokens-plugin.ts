import type { Plugin } from "vite";
import { tokensCss } from "../src/shared/tokens/css.ts";

const name = "virtual:tokens.css";
const resolved = `\0${name}`;

/** Serves the one token file as the style sheet `virtual:tokens.css`, and inlines it where an entry's head says `/* tokens *\/`. */
export function tokens(): Plugin {
  return {
    name: "heng:tokens",
    resolveId: (id) => (id === name ? resolved : undefined),
    load: (id) => (id === resolved ? tokensCss() : undefined),
    transformIndexHtml: { order: "pre", handler: (html) => html.replace("/* tokens */", tokensCss()) },
  };
}
