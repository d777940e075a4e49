import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { choose, open, residentNumber, test } from "./company";

test.beforeEach(({ enter }) => enter("jiahai"));

test("a planned contract stands hatched above today until it is taken back", async ({ page, say, demo }) => {
  const day = new Date(Date.now() + (400 + (Date.now() % 3000)) * 86_400_000).toISOString().slice(0, 10);
  await open(page, `/people/${demo.employments.zhaozhenshi}`);
  await page.getByRole("button", { name: say("people:record.action") }).click();
  await page.getByRole("menuitem", { name: say("people:event.sign_contract"), exact: true }).click();
  const on = page.getByLabel(say("people:field.effective_on"), { exact: true });
  await on.fill(day);
  await on.press("Enter");
  await page.getByLabel(say("people:fact.contract.kind"), { exact: true }).click();
  await page.locator(".ant-select-dropdown:visible").getByText(say("people:contract.open_ended")).click();
  await page.getByRole("button", { name: say("people:record.submit.sign_contract") }).click();
  const planned = page.locator("[data-kind=planned]").filter({ hasText: day });
  await expect(planned).toBeVisible();
  await expectAccessible(page);
  await planned.getByRole("button", { name: say("people:history.take_back") }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("people:history.take_back"), exact: true })
    .click();
  await expect(planned).toHaveCount(0);
});

test("a masked field is shown on purpose, hidden again, and the reading is on the trail", async ({
  page,
  say,
  demo,
  enter,
}) => {
  await open(page, `/people/${demo.employments.yuchao}`);
  const label = say("people:fact.phone");
  await expect(page.getByText(/\d{3}\*{4}\d{4}/).first()).toBeVisible();
  await page.getByRole("button", { name: say("field.reveal", { label }), exact: true }).click();
  await expect(page.getByText(/^1\d{10}$/)).toBeVisible();
  await page.getByRole("button", { name: say("field.hide", { label }), exact: true }).click();
  await expect(page.getByText(/^1\d{10}$/)).toHaveCount(0);

  await page.context().clearCookies();
  await enter("owner");
  await open(page, `/settings/audit?employment=${demo.employments.yuchao}&kind=read`);
  await expect(page.getByText(say("identity:action.people.reveal")).first()).toBeVisible();
});

test("the balance of leave tells where it comes from, by keyboard", async ({ page, say, demo }) => {
  await open(page, `/people/${demo.employments.yuchao}?tab=leave`);
  const figure = page.getByTitle(say("explain.open")).first();
  await figure.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: say("explain.title") })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: say("explain.title") })).toHaveCount(0);
  await expectNoSidewaysScroll(page);
});

test("two days can be compared", async ({ page, say, demo }) => {
  await open(page, `/people/${demo.employments.yuchao}`);
  await page.getByRole("button", { name: say("people:compare.action") }).click();
  await expect(page).toHaveURL(/against=/);
  await expect(page.getByText(say("people:compare.title"))).toBeVisible();
});

test("somebody who may not see a class is told which, not shown a blank", async ({
  page,
  say,
  demo,
  enter,
}) => {
  await page.context().clearCookies();
  await enter("maohai");
  await open(page, `/people/${demo.employments.yuchao}`);
  const reason = say("people:why.class", { class: say("people:class.pay") });
  await expect(page.getByText(reason).first()).toBeVisible();
  await expectAccessible(page);
});

test("nobody is there for an id that is not: refused like somebody out of sight", async ({ page }) => {
  await open(page, "/people/01900000-0000-7000-8000-000000000000");
  await expect(page.getByRole("alert")).toBeVisible();
});

test("somebody who left starts again with the same file, and a record is put right", async ({
  page,
  say,
}) => {
  const serial = Date.now() % 1000;
  const name = `回任${String.fromCharCode(0x4e00 + (Date.now() % 2000))}`;
  const form = page.locator("form");
  await open(page, "/people/hire");
  await form.getByLabel(say("people:fact.person_name"), { exact: true }).fill(name);
  await form.getByLabel(say("people:fact.id_number"), { exact: true }).fill(residentNumber(serial));
  const first = form.getByLabel(say("people:fact.first_day"), { exact: true });
  await first.fill("2020-03-02");
  await first.press("Enter");
  await choose(page, say("people:field.unit"), "成都6店", "成都6店");
  await form.getByRole("button", { name: say("people:hire.submit") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);

  await page.getByRole("button", { name: say("people:record.action") }).click();
  await page.getByRole("menuitem", { name: say("people:event.leave"), exact: true }).click();
  const last = form.getByLabel(say("people:field.last_day"), { exact: true });
  await last.fill("2021-05-31");
  await last.press("Enter");
  await form.getByLabel(say("people:field.reason"), { exact: true }).fill("回老家");
  await form.getByRole("button", { name: say("people:record.submit.leave") }).click();

  // The day was wrong: it is put right, and what was written stays on request.
  await page
    .getByRole("button", {
      name: say("people:correct.of", { event: say("people:event.leave"), day: "2021-06-01" }),
    })
    .click();
  await expect(last).toHaveValue("2021-05-31");
  await expectAccessible(page);
  await last.fill("2021-06-30");
  await last.press("Enter");
  await form.getByRole("button", { name: say("people:correct.submit") }).click();
  await expect(page.getByText("2021-06-30").first()).toBeVisible();
  await expect(page.getByRole("button", { name: say("people:history.all", { count: 1 }) })).toBeVisible();

  await page.getByRole("button", { name: say("people:event.rehire") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("people:event.rehire"));
  await expect(page.getByText(say("people:rehire.left", { day: "2021-06-30" }))).toBeVisible();
  await expect(form.getByLabel(say("people:fact.id_number"), { exact: true })).toHaveCount(0);
  await choose(page, say("people:field.unit"), "成都6店", "成都6店");
  await expectAccessible(page);
  await form.getByRole("button", { name: say("people:rehire.submit") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await open(page, `${new URL(page.url()).pathname}?tab=employment`);
  await expect(page.getByText(say("people:service.other")).first()).toBeVisible();

  // Who is hired anew under a known number is found, with the way to go on.
  await open(page, "/people/hire");
  await form.getByLabel(say("people:fact.person_name"), { exact: true }).fill(name);
  await form.getByLabel(say("people:fact.id_number"), { exact: true }).fill(residentNumber(serial));
  await choose(page, say("people:field.unit"), "成都6店", "成都6店");
  await form.getByRole("button", { name: say("people:hire.submit") }).click();
  await expect(page.getByText(say("people:rehire.known"))).toBeVisible();
  await expect(form.getByRole("link", { name: say("people:event.rehire") }).first()).toBeVisible();
});
