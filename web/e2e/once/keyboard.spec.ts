import type { Locator, Page } from "@playwright/test";
import { ask, askHalfDay } from "../ask";
import { test } from "../desk/company";
import { phoneOf } from "../phone/phones";
import { expect } from "../watched";

/** Presses Tab until the focus stands on what is looked for. */
async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluateAll((found) => found.some((one) => one === document.activeElement))) return;
  }
  throw new Error(`the focus never came to ${target}`);
}

test("from the door to a decided request without a mouse", async ({ page, say, demo, browser, baseURL }) => {
  const asking = await phoneOf(browser, baseURL ?? "", "zh-CN", "yu", "/m/leave");
  await asking.getByRole("heading", { level: 1 }).waitFor();
  const { id, day } = await askHalfDay(asking, 4, "pm", "用键盘批");

  await page.goto("/sign-in");
  await page.getByRole("heading", { level: 1 }).waitFor();
  const login = page.getByLabel(say("identity:sign_in.login"), { exact: true });
  if (!(await login.evaluate((field) => field === document.activeElement))) await tabTo(page, login);
  await page.keyboard.type("maohai");
  await tabTo(page, page.getByLabel(say("identity:sign_in.password"), { exact: true }), 3);
  await page.keyboard.type(demo.password);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("navigation", { name: say("frame.nav") })).toBeVisible();
  await tabTo(
    page,
    page.getByRole("navigation").getByRole("link", { name: say("nav.approvals"), exact: true }),
  );
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/approvals$/);
  const row = page.locator("tbody tr").filter({ hasText: day.slice(5) });
  await row.waitFor();
  await tabTo(page, row.getByRole("button"));
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("complementary").filter({ hasText: "用键盘批" });
  await expect(drawer).toBeVisible();
  await tabTo(
    page,
    drawer.getByRole("button", {
      name: say("approval:decide.approve", { kind: say("approval:kind.leave") }),
    }),
  );
  await page.keyboard.press("Enter");
  await expect(row).toHaveCount(0);

  // Given back, so that others find the balance as it was.
  await ask(asking, "POST", `/leave-requests/${id}/cancel`, {});
});
