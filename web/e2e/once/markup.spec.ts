import type { Browser, Page } from "@playwright/test";
import { ask, askHalfDay } from "../ask";
import { type Login, open, residentNumber, test } from "../desk/company";
import { at, phoneOf } from "../phone/phones";
import { expect, listenTo } from "../watched";

const letters = `"><svg onload=alert(1)><img src=x onerror=alert(2)>`;
const title = `<img src=x onerror=alert(3)>`;

/** What was written stands there as written, and nothing was made of it. */
async function expectLetters(page: Page, words: string): Promise<void> {
  await expect(page.getByText(words).first(), page.url()).toBeVisible();
  const made = page.locator('img[src="x"], svg[onload], [onerror]');
  await expect(made, page.url()).toHaveCount(0);
}

/** What HR writes: a unit, somebody in it, an own field with a value, a file. */
async function written(page: Page, serial: number) {
  const mark = serial.toString(36);
  const day = "2026-01-05";
  const { units } = await ask<{ units: { id: string; name: string }[] }>(page, "GET", "/units");
  const parent = units.find(({ name }) => name === "成都6店")?.id;
  const facts = { name: `${mark}${letters}`, parent, kind: "team", code: `X-${mark}`, effective_on: day };
  const unit = await ask<{ id: string }>(page, "POST", "/units", facts);
  const person = { name: `${mark}${letters}`, id_number: residentNumber(serial % 1000) };
  const hire = { first_day: day, kind: "regular", person, post: { unit: unit.id }, note: letters };
  const { employment_id } = await ask<{ employment_id: string }>(page, "POST", "/people", hire);
  const field = { code: `x_${mark}`, name: `${mark}${letters}`, kind: "text", class: "work" };
  const { id } = await ask<{ id: string }>(page, "POST", "/fields", field);
  await ask(page, "PUT", `/people/${employment_id}/fields/${id}`, { value: letters });
  const uploaded = await page.request.post(`/api/v1/people/${employment_id}/documents`, {
    multipart: {
      kind: "other",
      class: "work",
      title: `${mark}${letters}`,
      file: { name: `${title}.txt`, mimeType: "text/plain", buffer: Buffer.from("看一眼") },
    },
    headers: { "Idempotency-Key": crypto.randomUUID() },
  });
  expect(uploaded.status(), await uploaded.text()).toBe(201);
  return { unit: unit.id, employment: employment_id, name: `${mark}${letters}`, mark };
}

/** Somebody's phone, with what it complains of. */
async function phoneWatched(browser: Browser, base: string, whose: "yu" | "mao", to: string) {
  const page = await phoneOf(browser, base, "zh-CN", whose, to);
  return { page, said: listenTo(page) };
}

test("markup in names, texts, files and fields stays letters at the desk", async ({ page, enter }) => {
  await enter("jiahai");
  await open(page, "/");
  const { unit, employment, name, mark } = await written(page, Date.now());
  await open(page, `/people?q=${encodeURIComponent(mark)}`);
  await expectLetters(page, name);
  await open(page, `/people/${employment}`);
  await expectLetters(page, name);
  await expectLetters(page, letters);
  await open(page, `/people/${employment}?tab=documents`);
  await expectLetters(page, name);
  await open(page, `/organisation?unit=${unit}`);
  await expectLetters(page, name);
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(mark);
  await expect(page.getByRole("option").filter({ hasText: mark }).first()).toBeVisible();
  await expectLetters(page, name);
  await open(page, "/settings/fields");
  await expectLetters(page, name);

  await page.context().clearCookies();
  await enter("owner");
  await open(page, `/settings/audit?employment=${employment}&kind=change`);
  await expectLetters(page, name);
  await page.locator("tbody tr").first().click();
  await expect(page.getByRole("complementary").last()).toBeVisible();
  await expectLetters(page, name);
});

test("markup in a goal and in the reason of a leave stays letters, for whoever decides on it", async ({
  page,
  enter,
  browser,
  baseURL,
  demo,
}) => {
  const base = baseURL ?? "";
  const as = async (login: Login) => {
    // Whatever the page was about to do ends with it.
    await page.goto("about:blank");
    await page.context().clearCookies();
    await enter(login);
  };
  await as("yuchao");
  await open(page, "/");
  const { id: leave, day } = await askHalfDay(page, 4, "am", letters);

  await as("maohai");
  await open(page, "/approvals");
  const terms = {
    name: letters,
    unit: title.slice(0, 20),
    target: "3",
    direction: "higher",
    weight_ppm: 10_000,
  };
  const month = day.slice(0, 7);
  const given = { employment_id: demo.employments.yuchao, month, terms };
  const goal = await ask<{ id: string }>(page, "POST", "/goals", given);
  await page
    .locator("tbody tr")
    .filter({ hasText: day.slice(5) })
    .getByRole("button")
    .first()
    .click();
  await expectLetters(page, letters);
  await open(page, `/goals?month=${month}`);
  await expectLetters(page, letters);
  await open(page, `/goals/${goal.id}`);
  await expectLetters(page, letters);

  const manager = await phoneWatched(browser, base, "mao", "/m/todo");
  await manager.page.getByRole("link").filter({ hasText: "余超" }).last().click();
  await expectLetters(manager.page, letters);
  const employee = await phoneWatched(browser, base, "yu", `/m/leave/${leave}`);
  await expectLetters(employee.page, letters);
  await employee.page.goto(`${at(base, "yu")}/m/goals/${goal.id}`);
  await expectLetters(employee.page, letters);
  await employee.page.goto(`${at(base, "yu")}/m/messages`);
  await expect(employee.page.getByRole("link").first()).toBeVisible();
  await expect(employee.page.locator('img[src="x"], svg[onload]')).toHaveCount(0);

  await ask(employee.page, "POST", `/leave-requests/${leave}/withdraw`, {});
  await ask(page, "POST", `/goals/${goal.id}/cancel`, { reason: letters });
  expect([...manager.said, ...employee.said]).toEqual([]);
});
