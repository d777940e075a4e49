import type { Plugin } from "vite";

const styleSheet = /\s*<link rel="stylesheet"[^>]*>/g;

/**
 * Moves style sheets from the head to the end of the body: what stands before them (the inline skeleton) is painted at once,
 * while module scripts still wait for them, so no page is ever drawn without its styles.
 */
export function firstPaint(): Plugin {
  return {
    name: "heng:first-paint",
    transformIndexHtml: {
      order: "post",
      handler: (html) => {
        const sheets = html.match(styleSheet)?.join("") ?? "";
        return html.replace(styleSheet, "").replace("</body>", `${sheets}\n  </body>`);
      },
    },
  };
}
