import type { Browser, Page } from "@playwright/test";
import { ask, todayOf } from "../ask";
import { type Login, test } from "../desk/company";
import { at, phoneOf } from "../phone/phones";
import { settled } from "../settled";
import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { addressesOf } from "./addresses";

// In the language with the longer words, where there is the least room.
test.use({ locale: "en" });

/** Nobody's: what is not there has a page too. */
const nobodys = "01900000-0000-7000-8000-000000000000";

interface List {
  items: { id: string }[];
}
const firstOf = async (page: Page, path: string) =>
  (await ask<List>(page, "GET", path)).items[0]?.id ?? nobodys;

async function looksRight(page: Page): Promise<void> {
  await settled(page);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

test.describe("the desk", () => {
  test.use({ viewport: { width: 1024, height: 768 }, colorScheme: "dark" });

  test("every address of it is in order on a small dark screen", async ({ page, enter, demo }) => {
    test.setTimeout(600_000);
    await enter("jiahai");
    await page.goto("/me");
    await settled(page);
    const [batch, role] = [await firstOf(page, "/intake/batches"), await firstOf(page, "/roles")];
    const goal = await firstOf(page, `/goals?employment_id=${demo.employments.zhaozhenshi}`);
    const leave = await firstOf(page, `/leave-requests?employment=${demo.employments.zhaozhenshi}`);
    const hr: Record<string, string> = {
      "/": "/",
      "/people": "/people",
      "/people/hire": "/people/hire",
      "/people/expiring": "/people/expiring",
      "/people/$id": `/people/${demo.employments.yuchao}`,
      "/leave-requests/$id": `/leave-requests/${leave}`,
      "/organisation": "/organisation",
      "/goals/$id": `/goals/${goal}`,
      "/results/$id": `/results/${nobodys}`,
      "/improvements/$id": `/improvements/${nobodys}`,
      "/import": "/import",
      "/import/$id": `/import/${batch}`,
      "/notices": "/notices",
      "/me": "/me",
      "/settings/flows": "/settings/flows",
      "/settings/fields": "/settings/fields",
      "/settings/catalogue": "/settings/catalogue",
      "/settings/calendars": "/settings/calendars",
    };
    const manager = { "/approvals": "/approvals", "/goals": "/goals?view=team" };
    const owner = {
      "/settings": "/settings",
      "/settings/roles": "/settings/roles?view=table",
      "/settings/roles/$id": `/settings/roles/${role}`,
      "/settings/access": "/settings/access",
      "/settings/accounts": "/settings/accounts",
      "/settings/audit": "/settings/audit",
      "/settings/operations": "/settings/operations",
    };
    const strangers = { "/sign-in": "/sign-in", "/set-up": "/set-up" };
    const readers: [Login | undefined, Record<string, string>][] = [
      ["jiahai", hr],
      ["maohai", manager],
      ["owner", owner],
      [undefined, strangers],
    ];
    expect(readers.flatMap(([, pages]) => Object.keys(pages)).sort()).toEqual(addressesOf("desk"));
    for (const [login, pages] of readers) {
      await page.context().clearCookies();
      if (login) await enter(login);
      for (const path of Object.values(pages))
        await test.step(path, async () => {
          await page.goto(path);
          if (login) await page.getByRole("heading", { level: 1 }).waitFor();
          await looksRight(page);
        });
    }
  });
});

async function darkPhone(
  browser: Browser,
  base: string,
  whose: "yu" | "mao" | "zhao",
  to: string,
): Promise<Page> {
  const page = await phoneOf(browser, base, "en", whose, to);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await settled(page);
  return page;
}

test("every address of the phone is in order on a narrow dark screen", async ({ browser, baseURL, demo }) => {
  test.setTimeout(600_000);
  const base = baseURL ?? "";
  const manager = await darkPhone(browser, base, "mao", "/m/");
  const colleague = await darkPhone(browser, base, "zhao", "/m/");
  const { zhaozhenshi } = demo.employments;
  const month = (await todayOf(manager)).slice(0, 7);
  const goal = await firstOf(colleague, `/goals?employment_id=${zhaozhenshi}`);
  const leave = await firstOf(colleague, "/leave-requests");
  const { case_id } = await ask<{ case_id: string }>(colleague, "GET", `/leave-requests/${leave}`);
  const team = `/team/${month}/${zhaozhenshi}`;
  const own: Record<string, string> = {
    "/": "/",
    "/messages": "/messages",
    "/me": "/me",
    "/leave": "/leave",
    "/leave/new": "/leave/new",
    "/leave/$id": `/leave/${leave}`,
    "/goals": "/goals",
    "/goals/$id": `/goals/${goal}`,
    "/results/$id": `/results/${nobodys}`,
    "/improvements/$id": `/improvements/${nobodys}`,
  };
  const leads: Record<string, string> = {
    "/todo": "/todo",
    "/approvals/$id": `/approvals/${case_id}`,
    "/goals/$id/revise": `/goals/${goal}/revise`,
    "/team": "/team",
    "/team/$month": `/team/${month}`,
    "/team/$month/$id": team,
    "/team/$month/$id/give": `${team}/give`,
    "/team/$month/$id/issue": `${team}/issue`,
    "/results/$id/improve": `/results/${nobodys}/improve`,
  };
  const door = { "/sign-in": "/sign-in" };
  const seen = [...Object.keys(own), ...Object.keys(leads), ...Object.keys(door)];
  expect(seen.sort()).toEqual(addressesOf("phone"));
  const visits: [Page, string, string[]][] = [
    [colleague, "zhao", Object.values(own)],
    [manager, "mao", Object.values(leads)],
    [manager, "mao", Object.values(door)],
  ];
  for (const [page, whose, paths] of visits)
    for (const path of paths)
      await test.step(path, async () => {
        if (path === "/sign-in") await page.context().clearCookies();
        await page.goto(`${at(base, whose)}/m${path}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await looksRight(page);
      });
});
