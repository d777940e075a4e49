import type { Page } from "@playwright/test";
import { test } from "../desk/company";
import { phoneOf } from "../phone/phones";
import { expect } from "../watched";

/** A mark that a page loaded anew would not have. */
const leaveMark = (page: Page) =>
  page.evaluate(() => document.documentElement.setAttribute("data-same", "yes"));
const isSame = (page: Page) => expect(page.locator("html")).toHaveAttribute("data-same", "yes");

test("the desk speaks the other language at once, and keeps to it", async ({ page, enter }) => {
  await enter("zhaozhenshi");
  await page.goto("/people");
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText("人员");
  await leaveMark(page);
  await page.getByRole("button", { name: "语言：简体中文" }).click();
  await page.getByRole("menuitem", { name: "English" }).click();
  await expect(title).toHaveText("People");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await isSame(page);
  await page.reload();
  await expect(title).toHaveText("People");
  await leaveMark(page);
  await page.getByRole("button", { name: "Language: English" }).click();
  await page.getByRole("menuitem", { name: "简体中文" }).click();
  await expect(title).toHaveText("人员");
  await isSame(page);
});

test("the phone speaks the other language at once, and keeps to it", async ({ browser, baseURL }) => {
  const phone = await phoneOf(browser, baseURL ?? "", "zh-CN", "zhao", "/m/me");
  const title = phone.getByRole("heading", { level: 1 });
  await expect(title).toHaveText("我的");
  await leaveMark(phone);
  await phone.getByRole("radio", { name: "English" }).click();
  await expect(title).toHaveText("Me");
  await isSame(phone);
  await phone.reload();
  await expect(title).toHaveText("Me");
  await leaveMark(phone);
  await phone.getByRole("radio", { name: "简体中文" }).click();
  await expect(title).toHaveText("我的");
  await isSame(phone);
});
