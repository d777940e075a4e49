import { mkdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import { deskScreen, phoneScreen } from "../chromium";
import { type Login, test } from "../desk/company";
import { cards, inside, openSimulator } from "../round/simulator";
import { settled } from "../settled";

const folder = process.env.HENG_PICTURES ?? "test-results/pictures";

interface Picture {
  /** The file: `people-zh-light.png`. */
  name: string;
  login: Login;
  path: string | ((employments: Record<string, string>) => string);
  /** What else is done before the picture is taken. */
  before?: (page: Page) => Promise<void>;
}

async function openRoster(page: Page) {
  await page.locator("tbody tr td").first().click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
}

const people: Omit<Picture, "name"> = { login: "jiahai", path: "/people" };
const sets: Record<string, { locale: "zh-CN" | "en"; colorScheme: "light" | "dark"; of: Picture[] }> = {
  "desk in Chinese, light": {
    locale: "zh-CN",
    colorScheme: "light",
    of: [
      { ...people, name: "people-zh-light" },
      { name: "workbench-zh-light", login: "jiahai", path: "/" },
      {
        name: "employee-zh-light",
        login: "jiahai",
        path: ({ yuchao }) => `/people/${yuchao}`,
        before: (page) => page.locator("button[aria-expanded][title]").first().click(),
      },
      { name: "organisation-zh-light", login: "jiahai", path: "/organisation" },
      { name: "import-zh-light", login: "owner", path: "/import", before: openRoster },
      { name: "approvals-zh-light", login: "maohai", path: "/approvals" },
      { name: "goals-zh-light", login: "maohai", path: "/goals" },
    ],
  },
  "desk in English, light": {
    locale: "en",
    colorScheme: "light",
    of: [
      { ...people, name: "people-en-light" },
      { name: "access-en-light", login: "owner", path: "/settings/roles?view=table" },
    ],
  },
  "desk in Chinese, dark": {
    locale: "zh-CN",
    colorScheme: "dark",
    of: [
      { ...people, name: "people-zh-dark" },
      { name: "audit-zh-dark", login: "owner", path: "/settings/audit" },
    ],
  },
};

const phones: Record<"zh-CN" | "en", Picture[]> = {
  "zh-CN": [
    { name: "phone-home-zh", login: "zhaozhenshi", path: "/m" },
    { name: "phone-goals-zh", login: "zhaozhenshi", path: "/m/goals" },
    { name: "phone-leave-zh", login: "yuchao", path: "/m/leave/new" },
    { name: "phone-approvals-zh", login: "maohai", path: "/m/todo" },
  ],
  en: [{ name: "phone-home-en", login: "zhaozhenshi", path: "/m" }],
};

test.beforeAll(() => mkdirSync(folder, { recursive: true }));

function take({ name, login, path, before }: Picture) {
  test(name, async ({ page, demo, enter }) => {
    await enter(login);
    await page.goto(typeof path === "string" ? path : path(demo.employments));
    await settled(page);
    if (before) {
      await before(page);
      await settled(page);
    }
    await page.screenshot({ path: `${folder}/${name}.png` });
  });
}

test.describe("the phones of the demo", () => {
  test.use({ ...deskScreen, locale: "zh-CN", colorScheme: "light" });
  test("simulator-zh", async ({ page, baseURL }) => {
    await openSimulator(page, baseURL ?? "", "zh-CN");
    await cards(page, "zhaozhenshi").last().click();
    await inside(page, "zhaozhenshi").getByRole("heading").first().waitFor();
    await page.screenshot({ path: `${folder}/simulator-zh.png` });
  });
});

for (const [title, { locale, colorScheme, of }] of Object.entries(sets)) {
  test.describe(title, () => {
    test.use({ ...deskScreen, locale, colorScheme });
    for (const picture of of) take(picture);
  });
}
for (const [locale, of] of Object.entries(phones)) {
  test.describe(`phone, ${locale}`, () => {
    test.use({ ...phoneScreen, locale, colorScheme: "light" });
    for (const picture of of) take(picture);
  });
}
