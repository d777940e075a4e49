import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium";

/** Every component in every state, in both themes and languages: pictures to look at, axe without findings. */
export default defineConfig({
  timeout: 120_000,
  testDir: "gallery",
  outputDir: "../test-results",
  workers: 1,
  reporter: [["list"]],
  use: {
    baseURL: "http://localhost:5174",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    launchOptions: chromium,
  },
  webServer: {
    command: "npx vite --port 5174 --strictPort",
    cwd: "..",
    url: "http://localhost:5174/gallery.html",
  },
});
