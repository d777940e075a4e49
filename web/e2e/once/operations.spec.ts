import { ask, todayOf } from "../ask";
import { open, test } from "../desk/company";
import { expect, expectAccessible } from "../watched";

interface Person {
  employment_id: string;
  person_id: string;
}

test("a message that WeCom refused is seen by HR, with the account and the reason", async ({
  page,
  say,
  enter,
  demo,
}) => {
  const mark = `w${Date.now().toString(36)}`;
  await enter("owner");
  await open(page, "/settings/accounts");
  const { units } = await ask<{ units: { id: string; name: string }[] }>(page, "GET", "/units");
  const post = { unit: units.find(({ name }) => name === "成都6店")?.id, manager: demo.employments.maohai };
  const today = await todayOf(page);
  const hire = { first_day: today, kind: "regular", person: { name: "纪新" }, post };
  const { employment_id, person_id } = await ask<Person>(page, "POST", "/people", hire);
  await ask(page, "POST", "/accounts", { login: mark, person_id });
  await open(page, `/settings/accounts?login=${mark}`);
  await page.locator("tbody").getByRole("button").first().click();
  const drawer = page.getByRole("complementary");
  const link = say("identity:external.link");
  await drawer.getByRole("button", { name: link }).click();
  await drawer.getByLabel(say("identity:external.subject")).fill(mark);
  await drawer.locator("form").getByRole("button", { name: link }).click();
  await expect(
    drawer.getByRole("button", { name: say("identity:external.unlink"), exact: true }),
  ).toBeVisible();

  await page.context().clearCookies();
  await enter("maohai");
  await open(page, "/goals");
  const terms = { name: "认识货架", unit: "个", target: "3", direction: "higher", weight_ppm: 10_000 };
  await ask(page, "POST", "/goals", { employment_id, month: today.slice(0, 7), terms });

  await page.context().clearCookies();
  await enter("jiahai");
  const refused = page.getByRole("row").filter({ hasText: mark });
  await expect(async () => {
    await open(page, "/settings/operations?view=messages");
    await expect(refused).toContainText(say("ops:message.refused"), { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await expect(refused).toContainText(say("ops:channel.wecom"));
  await expectAccessible(page);
});
