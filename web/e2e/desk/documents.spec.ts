import { readFileSync } from "node:fs";
import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { open, test } from "./company";

test.beforeEach(({ enter }) => enter("jiahai"));

test("a document goes up with kind and last day, is called when it ends, comes down, and goes", async ({
  page,
  say,
  demo,
}) => {
  const title = `叉车证 ${Date.now()}`;
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await open(page, `/people/${demo.employments.zhaozhenshi}?tab=documents`);
  await page.getByRole("button", { name: say("people:document.add") }).click();
  const form = page.locator("form");
  await form.locator("input[type=file]").setInputFiles({
    name: `${title}.txt`,
    mimeType: "text/plain",
    buffer: Buffer.from("特种设备作业人员证"),
  });
  await form.getByLabel(say("people:document.kind"), { exact: true }).click();
  await page
    .locator(".ant-select-dropdown:visible")
    .getByText(say("people:document.kind.certificate"), { exact: true })
    .last()
    .click();
  await expect(form.getByLabel(say("people:document.name"), { exact: true })).toHaveValue(title);
  const last = form.getByLabel(say("people:document.expires_on"), { exact: true });
  await last.fill(soon);
  await last.press("Enter");
  await form.getByRole("button", { name: say("people:document.add") }).click();
  const row = page.getByRole("row").filter({ hasText: title });
  await expect(row).toContainText(soon);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("button", { name: say("people:document.download_of", { title }) }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`${title}.txt`);
  expect(readFileSync(await file.path(), "utf8")).toBe("特种设备作业人员证");

  await open(page, "/people/expiring");
  const due = page.getByRole("row").filter({ hasText: title });
  await expect(due).toContainText("赵珍诗");
  await expectAccessible(page);

  await open(page, `/people/${demo.employments.zhaozhenshi}?tab=documents`);
  await row.getByRole("button", { name: say("people:document.remove_of", { title }) }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("people:document.remove"), exact: true })
    .click();
  await expect(row).toHaveCount(0);
});

test("an own field is defined, filled in, masked, and shown on purpose", async ({ page, say, demo }) => {
  const code = `room_${Date.now().toString(36)}`;
  await open(page, "/settings/fields");
  await page
    .getByRole("button", { name: say("people:own.define") })
    .first()
    .click();
  const form = page.locator("form");
  await form.getByLabel(say("people:own.name"), { exact: true }).fill(`宿舍 ${code}`);
  await form.getByLabel(say("people:own.code"), { exact: true }).fill(code);
  await expectAccessible(page);
  await form.getByLabel(say("people:own.class"), { exact: true }).click();
  await page.locator(".ant-select-dropdown:visible").getByText(say("people:class.private")).last().click();
  await expect(form.getByText(say("people:own.effect_sealed"))).toBeVisible();
  await form.getByRole("button", { name: say("people:own.define") }).click();
  await expect(page.getByRole("row").filter({ hasText: code })).toBeVisible();

  await open(page, `/people/${demo.employments.zhaozhenshi}`);
  const card = page.getByRole("region", { name: say("people:own.title") });
  await card.getByRole("button", { name: say("action.edit") }).click();
  await form.getByLabel(`宿舍 ${code}`, { exact: true }).fill("3-412");
  await form.getByRole("button", { name: say("people:own.save") }).click();
  await card
    .getByRole("button", { name: say("field.reveal", { label: `宿舍 ${code}` }), exact: true })
    .click();
  await expect(card.getByText("3-412")).toBeVisible();
  await expectAccessible(page);
});
