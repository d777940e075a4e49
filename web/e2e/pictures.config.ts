import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium";

/** Photographs the demo company for README and review: `HENG_PICTURES` names the folder. */
export default defineConfig({
  testDir: "pictures",
  outputDir: "../test-results",
  workers: 1,
  timeout: 120_000,
  reporter: [["list"]],
  use: {
    baseURL: process.env.HENG_URL ?? "http://localhost:8080",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    launchOptions: chromium,
  },
});
