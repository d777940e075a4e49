import type { Page } from "@playwright/test";

/** The month after next, by the server's clock: it weighs nothing yet, and the runs of both languages have room. */
export async function monthAhead(page: Page): Promise<string> {
  const today = await page.evaluate(async () => {
    const me = await fetch("/api/v1/me");
    return ((await me.json()) as { today: string }).today;
  });
  const day = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + 2);
  return day.toISOString().slice(0, 7);
}
