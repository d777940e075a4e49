import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

/** What the page complains of in its console from now on, and every question it puts up: a page has neither. */
export function listenTo(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    const refused = message.text().startsWith("Failed to load resource");
    if (!refused && ["warning", "error"].includes(message.type())) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(error.message));
  page.on("dialog", (dialog) => {
    said.push(`${dialog.type()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return said;
}

/** A test whose page may neither warn nor fail in its console. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const said = listenTo(page);
    await use(page);
    expect(said, "the console stays silent").toEqual([]);
  },
});

/** axe finds nothing on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  // A toast fades in and out, and half drawn it has not the contrast it is read with.
  await expect(page.locator(".adm-toast-main")).toHaveCount(0, { timeout: 15_000 });
  // So does a button that has just become usable: its colours cross over.
  await page.waitForFunction(() =>
    document.getAnimations().every((one) => !(one instanceof CSSTransition) || one.playState !== "running"),
  );
  // Pages have no frames of other origins: the page itself sums up, and no second one is opened for it each time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(" ")} ${node.html}`).join(", ")}`,
  );
  expect(found, "axe without findings").toEqual([]);
}

/** Nothing sticks out at the side. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider, "no sideways scrolling").toBeLessThanOrEqual(0);
}

export { expect };
