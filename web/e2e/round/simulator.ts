import type { FrameLocator, Locator, Page } from "@playwright/test";
import { expect } from "../watched";

/** The page of the demo on which everybody's phone stands, with the company's clock. */
export async function openSimulator(page: Page, base: string, language: string): Promise<void> {
  await page.goto(`${base.replace("//localhost", "//demo.localhost")}/demo`);
  await phone(page, "yuchao").waitFor();
  if (language === "en") await page.locator("#language").click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

const dayOf = async (page: Page) =>
  /\d{4}-\d{2}-\d{2}/.exec((await page.locator("#clock").textContent()) ?? "")?.[0] ?? "";

/** Puts the clock forward by its button and answers the day it shows then. */
export async function putClock(page: Page, by: "next-day" | "next-month"): Promise<string> {
  const before = await dayOf(page);
  await page.locator(`#${by}`).click();
  await expect.poll(() => dayOf(page), { timeout: 20_000 }).not.toBe(before);
  return dayOf(page);
}

/** Somebody's phone. */
export const phone = (page: Page, whose: string): Locator => page.locator(`section[data-userid=${whose}]`);

/** The page open on somebody's phone. */
export const inside = (page: Page, whose: string): FrameLocator => phone(page, whose).frameLocator("iframe");

/** What somebody's WeChat has received, oldest first. */
export const cards = (page: Page, whose: string): Locator => phone(page, whose).locator(".card");

/** Waits for one more message than there were; jobs and deliveries take their turn. */
export async function arrived(page: Page, whose: string, before: number): Promise<Locator> {
  await expect(cards(page, whose)).toHaveCount(before + 1, { timeout: 60_000 });
  return cards(page, whose).last();
}
