import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { open, test } from "./company";

test.beforeEach(({ enter }) => enter("jiahai"));

test("somebody is found by name, pinyin, initials and number, and the address keeps it", async ({
  page,
  say,
}) => {
  await open(page, "/people");
  const field = page.getByLabel(say("people:filter.search"));
  for (const words of ["余超", "yuchao", "yc", "HM00198"]) {
    await field.fill(words);
    await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(words)}`));
    await expect(page.getByRole("link", { name: "余超" })).toBeVisible();
  }
  await page.reload();
  await expect(field).toHaveValue("HM00198");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.goBack();
  await expect(field).toHaveValue("yc");
});

test("the list goes page by page, counts all of it, and says what it covers", async ({ page, say }) => {
  await open(page, "/people");
  await page.locator("tbody tr").first().getByRole("link").waitFor();
  const first = (await page.locator("tbody tr").first().textContent()) ?? "";
  await page.getByRole("button", { name: say("table.next") }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.locator("tbody tr").first()).not.toHaveText(first);
  await page.getByRole("button", { name: say("table.previous") }).click();
  await expect(page.locator("tbody tr").first()).toHaveText(first);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("another day shows who was there then, in an amber band, and turns writing off", async ({
  page,
  say,
}) => {
  await open(page, "/people?as_of=2016-01-01");
  await expect(page.getByText("2016-01-01").first()).toBeVisible();
  await expect(page.getByRole("button", { name: say("people:hire.title") })).toBeDisabled();
  for (const day of await page.locator("tbody tr td:nth-child(5)").allInnerTexts())
    expect(day <= "2016-01-01", day).toBe(true);
  await expectAccessible(page);
});

test("a filter that matches nobody says so", async ({ page, say }) => {
  await open(page, "/people?q=zzzzqqqq");
  await expect(page.getByText(say("people:empty.filtered"))).toBeVisible();
  await expectAccessible(page);
});

test("the search of the frame finds people by initials, with the keyboard alone", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("yuchao");
  await expect(page.getByRole("option", { name: /余超/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/people\/[0-9a-f-]{36}/);
});

test("an ordinary employee sees no more than the directory", async ({ page, enter, say }) => {
  await page.context().clearCookies();
  await enter("yuchao");
  await open(page, "/people?q=maohai");
  await expect(page.getByRole("link", { name: "毛海" })).toBeVisible();
  await expect(page.getByRole("button", { name: say("people:hire.title") })).toHaveCount(0);
  await open(page, "/settings/audit");
  await expect(page.getByText(say("state.no_right"))).toBeVisible();
});

test("a whole number is looked up on purpose and never stands in the address", async ({
  page,
  say,
  demo,
}) => {
  // Anybody's mobile, shown on purpose.
  await open(page, `/people/${demo.employments.yuchao}`);
  await page
    .getByRole("button", { name: say("field.reveal", { label: say("people:fact.phone") }), exact: true })
    .click();
  const phone = (await page.getByText(/^1\d{10}$/).textContent()) ?? "";
  await open(page, "/people");
  await page.getByLabel(say("people:filter.search")).fill(phone);
  const look = page.getByRole("button", { name: say("people:exact.find") });
  await expect(look).toBeVisible();
  expect(page.url()).not.toContain(phone);
  await expectAccessible(page);
  await look.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("余超");
});
