import { createHmac } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { open, test } from "./company";

/** The six figures an authenticator app shows for a secret at a moment (RFC 6238). */
function codeOf(secret: string, at = Date.now()): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let bits = "";
  for (const letter of secret.replace(/[\s=]/g, "").toUpperCase())
    bits += alphabet.indexOf(letter).toString(2).padStart(5, "0");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac("sha1", key).update(step).digest();
  const from = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/**
 * Signs somebody in for one test alone: whoever proves again who they are gets another session, and the one that the other
 * specs share would be over.
 */
async function enterAlone(page: Page, login: string, password: string): Promise<void> {
  const answer = await page.request.post("/api/v1/session", {
    data: { login, password },
    headers: { "Idempotency-Key": crypto.randomUUID() },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Answers the question who one is, asked once more before ways in are changed; it comes up when the server has said how. */
async function proveOneself(page: Page, goOn: string, password: string): Promise<void> {
  const form = page.locator("form", { has: page.getByRole("button", { name: goOn }) });
  await form.locator("input[type=password]").fill(password);
  await page.keyboard.press("Enter");
}

/** Signs somebody in on another device. */
async function elsewhere(browser: Browser, login: string, password: string) {
  const context = await browser.newContext({ userAgent: "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0" });
  const answer = await context.request.post(`${test.info().project.use.baseURL}/api/v1/session`, {
    data: { login, password },
    headers: { "Idempotency-Key": crypto.randomUUID() },
  });
  expect(answer.ok()).toBe(true);
  return context;
}

test("a session on another device is listed and ended, and is over at once", async ({
  page,
  browser,
  say,
  demo,
}) => {
  await enterAlone(page, "maohai", demo.password);
  const other = await elsewhere(browser, "maohai", demo.password);
  await open(page, "/me");
  const row = page.getByRole("listitem").filter({ hasText: "Firefox" }).first();
  await expect(row).toBeVisible();
  await expect(page.getByText(say("identity:session.current"))).toHaveCount(1);
  await expectAccessible(page);
  for (const one of await page.getByRole("listitem").filter({ hasText: "Firefox" }).all()) {
    await one.getByRole("button", { name: say("identity:session.end"), exact: true }).click();
    await expect(page.getByText(say("identity:session.ended")).first()).toBeVisible();
  }
  const over = await other.request.get(`${test.info().project.use.baseURL}/api/v1/me`);
  expect(over.status()).toBe(401);
  await other.close();
});

test("an authenticator app is set up, asked for at the door, stood in for by a recovery code, and taken off", async ({
  page,
  say,
  demo,
}) => {
  await enterAlone(page, "zhaozhenshi", demo.password);
  const prove = () => proveOneself(page, say("identity:totp.prove"), demo.password);
  await open(page, "/me");
  await page.getByRole("button", { name: say("identity:totp.turn_on") }).click();
  await prove();
  const secret = (await page.locator("form code").textContent()) ?? "";
  await page.getByLabel(say("identity:second_factor.code")).fill("000000");
  await page.getByRole("button", { name: say("identity:totp.confirm") }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.getByLabel(say("identity:second_factor.code")).fill(codeOf(secret));
  await page.getByRole("button", { name: say("identity:totp.confirm") }).click();
  await expect(page.getByText(say("identity:totp.codes"))).toBeVisible();
  const [recovery = ""] = await page.locator("li code").allTextContents();
  expect(recovery).not.toBe("");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.context().clearCookies();
  await page.goto("/sign-in?next=%2Fme");
  await page.getByLabel(say("identity:sign_in.login")).fill("zhaozhenshi");
  await page.getByLabel(say("identity:sign_in.password"), { exact: true }).fill(demo.password);
  await page.keyboard.press("Enter");
  const code = page.getByLabel(say("identity:second_factor.code"));
  await expect(code).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: say("identity:second_factor.use_recovery") }).click();
  await page.getByLabel(say("identity:second_factor.recovery_code")).fill(recovery);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/me$/);

  // The others are put out of use by new ones.
  await page.getByRole("button", { name: say("identity:totp.renew") }).click();
  await prove();
  await expect(page.getByText(say("identity:totp.codes"))).toBeVisible();
  expect(await page.locator("li code").allTextContents()).not.toContain(recovery);

  await page.getByRole("button", { name: say("identity:totp.turn_off") }).click();
  await prove();
  await expect(page.getByRole("button", { name: say("identity:totp.turn_on") })).toBeVisible();
});

test("a token of one's own is made, shown once, good for what it was given, and revoked", async ({
  page,
  say,
  demo,
  playwright,
}) => {
  const name = `报表 ${Date.now()}`;
  await enterAlone(page, "owner", demo.password);
  await open(page, "/me");
  await page.getByRole("button", { name: say("identity:token.make") }).click();
  await proveOneself(page, say("identity:totp.prove"), demo.password);
  const form = page.locator("form", { has: page.getByLabel(say("identity:token.name"), { exact: true }) });
  await form.getByLabel(say("identity:token.name"), { exact: true }).fill(name);
  await form.getByLabel(say("identity:token.permissions"), { exact: true }).click();
  await page.keyboard.type(say("identity:permission.org.read"));
  await page
    .locator(".ant-select-dropdown:visible")
    .getByText(say("identity:permission.org.read"), { exact: true })
    .click();
  await page.keyboard.press("Escape");
  await form.getByRole("button", { name: say("identity:token.make") }).click();
  await expect(page.getByText(say("identity:token.once"))).toBeVisible();
  const token = (await page.locator("code").first().textContent()) ?? "";
  await expectAccessible(page);

  const program = await playwright.request.newContext({
    baseURL: test.info().project.use.baseURL,
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  });
  expect((await program.get("/api/v1/units")).status()).toBe(200);
  expect((await program.get("/api/v1/people")).status()).toBe(403);

  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  const row = page.getByRole("listitem").filter({ hasText: name });
  await row.getByRole("button", { name: say("identity:grant.revoke"), exact: true }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("identity:grant.revoke"), exact: true })
    .click();
  await expect(row).toHaveCount(0);
  expect((await program.get("/api/v1/units")).status()).toBe(401);
  await program.dispose();
});
