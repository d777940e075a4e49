import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../watched";

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
}) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByLabel("Login name").fill("nobody-of-this-name");
  await page.getByLabel("Password", { exact: true }).fill("a phrase that is wrong");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("The name or password is wrong");
});

test("a page behind sign-in asks for it and remembers where to go", async ({ page }) => {
  await page.goto("/people?view=probation");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});
