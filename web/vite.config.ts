import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstPaint } from "./build/first-paint-plugin.ts";
import { shellFallback } from "./build/shell-fallback-plugin.ts";
import { tokens } from "./build/tokens-plugin.ts";

/** Where a running server answers `/api` while the pages come from Vite. */
const server = process.env.HENG_URL ?? "http://localhost:8080";

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  plugins: [react(), tokens(), firstPaint(), shellFallback()],
  appType: "mpa",
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2020",
    manifest: true,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: { desk: page("desk.html"), phone: page("phone.html") } },
  },
  server: { port: 5173, proxy: { "/api": server } },
  preview: { port: 4173, proxy: { "/api": server } },
});
