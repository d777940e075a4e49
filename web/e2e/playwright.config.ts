import { defineConfig } from "@playwright/test";
import { chromium, deskScreen, phoneScreen } from "./chromium";

const others = ["desk-zh", "desk-en", "phone-zh", "phone-en", "once"];
const round = { testMatch: "round/*.spec.ts" };
/** What people do every day, in both languages; the rest of the desk in Chinese, and every address of it in `once/looks` in English. */
const daily = /desk\/(approvals|employee|goals|import|leave|people|sign-in)\.spec\.ts$/;

/** Against a running server: `HENG_URL` names it (`cargo xt test` starts a demo and sets it). */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.HENG_URL ?? "http://localhost:8080",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    // A trace of every step costs a quarter of the time: recorded when asked for, a picture of the failure always.
    trace: process.env.HENG_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: chromium,
  },
  projects: [
    { name: "desk-zh", testMatch: "desk/*.spec.ts", use: { ...deskScreen, locale: "zh-CN" } },
    { name: "desk-en", testMatch: daily, use: { ...deskScreen, locale: "en" } },
    { name: "phone-zh", testMatch: "phone/*.spec.ts", use: { ...phoneScreen, locale: "zh-CN" } },
    { name: "phone-en", testMatch: "phone/*.spec.ts", use: { ...phoneScreen, locale: "en" } },
    // Where the language is not the point.
    { name: "once", testMatch: "once/*.spec.ts", use: { ...deskScreen, locale: "zh-CN" } },
    // These put the company's clock forward: after everybody else, and one after the other.
    { name: "round-zh", ...round, dependencies: others, use: { ...deskScreen, locale: "zh-CN" } },
    { name: "round-en", ...round, dependencies: ["round-zh"], use: { ...deskScreen, locale: "en" } },
  ],
});
