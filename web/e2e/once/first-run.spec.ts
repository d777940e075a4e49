import { test as demo } from "../desk/company";
import { settled } from "../settled";
import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { type FreshServer, startFresh } from "./fresh-server";

const test = demo.extend<{ fresh: FreshServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from this pattern
  fresh: async ({}, use) => {
    const server = await startFresh();
    await use(server);
    await server.stop();
  },
});

test("a fresh installation is set up with the console's code, once, by whoever becomes its owner", async ({
  page,
  say,
  fresh,
}) => {
  await page.goto(fresh.url);
  await expect(page).toHaveURL(/\/set-up$/);
  const code = page.getByLabel(say("identity:set_up.code"), { exact: true });
  const submit = page.getByRole("button", { name: say("identity:set_up.submit") });
  await expect(code).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await submit.click();
  await expect(page.getByText(say("identity:required")).first()).toBeVisible();
  await page.getByLabel(say("identity:set_up.name"), { exact: true }).fill("方总");
  await page.getByLabel(say("identity:sign_in.login"), { exact: true }).fill("boss");
  const password = page.getByLabel(say("identity:password.new"), { exact: true });
  await code.fill("not-the-code");
  await password.fill("lantern-harbour-sixty");
  await submit.click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expectAccessible(page);

  await code.fill(fresh.code);
  await password.fill("12345678");
  await submit.click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await password.fill("lantern-harbour-sixty");
  await submit.click();
  await expect(page).toHaveURL(`${fresh.url}/`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: say("frame.me", { name: "方总" }) })).toBeVisible();
  await settled(page);
  await expectAccessible(page);
  await page.goto(`${fresh.url}/settings/roles`);
  await expect(page.getByRole("link").filter({ hasText: /^所有者$/ })).toBeVisible();

  // Neither the owner nor a stranger enters it again, by page or without.
  for (const whose of ["the owner", "a stranger"]) {
    if (whose === "a stranger") await page.context().clearCookies();
    await page.goto(`${fresh.url}/set-up`);
    await expect(page.getByText(say("identity:set_up.done")), whose).toBeVisible();
    const answer = await page.request.post(`${fresh.url}/api/v1/set-up`, {
      data: { code: fresh.code, display_name: "另一位", login: "second", password: "harbour-lantern-sixty" },
      headers: { "Idempotency-Key": crypto.randomUUID() },
    });
    expect(answer.status(), whose).toBe(409);
  }
  await page.getByRole("link", { name: say("identity:sign_in.title") }).click();
  await page.getByLabel(say("identity:sign_in.login"), { exact: true }).fill("boss");
  await page.getByLabel(say("identity:sign_in.password"), { exact: true }).fill("lantern-harbour-sixty");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: say("frame.me", { name: "方总" }) })).toBeVisible();
});
