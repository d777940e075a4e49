import { type Browser, devices, type Page } from "@playwright/test";
import { phoneScreen } from "../chromium";

/** A phone of the demo, signed in through the simulated WeChat, in the language of the run. */
export async function phoneOf(
  browser: Browser,
  base: string,
  locale: string,
  whose: "yu" | "mao" | "zhao",
  to: string,
): Promise<Page> {
  const context = await browser.newContext({
    ...devices["iPhone 13"],
    ...phoneScreen,
    locale,
    timezoneId: "Asia/Shanghai",
  });
  const page = await context.newPage();
  await page.goto(`${at(base, whose)}/demo/enter?to=${encodeURIComponent(to)}`);
  return page;
}

/** The same server under the name of a phone. */
export function at(base: string, whose: string): string {
  return base.replace("//localhost", `//${whose}.demo.localhost`);
}

/** A working week's Monday some weeks ahead, as the server writes days. */
export function mondayAhead(today: string, weeks: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7 || 7) + weeks * 7);
  return day.toISOString().slice(0, 10);
}
