import type { Page } from "@playwright/test";

/** Nothing is on its way any more: no skeleton, no busy list. Live updates keep a line open, so the network never rests. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main, #page, [role=main]").first().waitFor();
  await page.waitForFunction(
    () => !document.querySelector("[aria-busy=true], .ant-skeleton, .ant-spin-spinning, .adm-skeleton"),
  );
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}
