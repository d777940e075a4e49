import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { test } from "./company";

test("the door speaks both languages at once and has nothing axe would find", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to Heng");
  await page.getByRole("button", { name: "简体中文" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("登录衡");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("a wrong password is refused in words, and what is right about the name is not told", async ({
  page,
  say,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel(say("identity:sign_in.login")).fill("nobody-of-this-name");
  await page.getByLabel(say("identity:sign_in.password"), { exact: true }).fill("a phrase that is wrong");
  await page.getByRole("button", { name: say("identity:sign_in.submit"), exact: true }).click();
  await expect(page.getByRole("alert")).toContainText(say("problem:sign_in.refused"));
});

test("a page behind sign-in asks for it and leads back to where one wanted to go", async ({
  page,
  say,
  demo,
}) => {
  await page.goto("/people?view=probation");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel(say("identity:sign_in.login")).fill("jiahai");
  await page.getByLabel(say("identity:sign_in.password"), { exact: true }).fill(demo.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/people\?view=probation$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("people:list.title"));
});

test("first-run set-up cannot be entered again", async ({ page, say }) => {
  await page.goto("/set-up");
  await expect(page.getByText(say("identity:set_up.done"))).toBeVisible();
  await expectAccessible(page);
});

test("a passkey is registered, signs in without a name, and is removed", async ({
  page,
  say,
  demo,
  enter,
}) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const prove = async () => {
    const form = page.locator("form", {
      has: page.getByRole("button", { name: say("identity:totp.prove") }),
    });
    await form.locator("input[type=password]").fill(demo.password);
    await page.keyboard.press("Enter");
  };
  const name = `Playwright ${Date.now()}`;
  await enter("zhaozhenshi");
  await page.goto("/me");
  await page.getByRole("button", { name: say("identity:passkey.register") }).click();
  await prove();
  await page.getByLabel(say("identity:passkey.name")).fill(name);
  await page.getByRole("button", { name: say("identity:passkey.register") }).click();
  await expect(page.getByText(name)).toBeVisible();
  await expectAccessible(page);

  await page.context().clearCookies();
  await page.goto("/sign-in?next=%2Fme");
  await page.getByRole("button", { name: say("identity:sign_in.passkey") }).click();
  await expect(page).toHaveURL(/\/me$/);

  const row = page.getByRole("listitem").filter({ hasText: name });
  await row.getByRole("button", { name: say("identity:passkey.remove"), exact: true }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("identity:passkey.remove"), exact: true })
    .click();
  await prove();
  await expect(row).toHaveCount(0);
});
