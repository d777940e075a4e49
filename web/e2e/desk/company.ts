import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { test as watched } from "../watched";

type Params = Record<string, string | number>;
/** Words of the page in the language of the run: `intake:apply.action`. */
export type Say = (key: string, params?: Params) => string;

interface Demo {
  password: string;
  employments: Record<string, string>;
}

/** What is known of the demo company: everybody's password, employments by login name. */
function company(): Demo {
  const path = process.env.HENG_DEMO;
  if (!path) throw new Error("HENG_DEMO names the file of the demo company (cargo xt test sets it)");
  return JSON.parse(readFileSync(path, "utf8")) as Demo;
}

/** People of the demo and the part each has. */
export type Login = "owner" | "jiahai" | "maohai" | "yuchao" | "zhaozhenshi";

function wordsOf(namespace: string, language: string): Record<string, string> {
  const own = new URL(`../../src/features/${namespace}/locales/${language}.json`, import.meta.url);
  const shared = new URL(`../../src/locales/${namespace}/${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(existsSync(own) ? own : shared, "utf8")) as Record<string, string>;
}

function speaker(language: string): Say {
  return (key, params = {}) => {
    const [namespace = "", name = ""] = key.includes(":") ? key.split(":") : ["common", key];
    const words = wordsOf(namespace, language);
    const text = words[name] ?? words[`${name}_${params.count === 1 ? "one" : "other"}`];
    if (text === undefined) throw new Error(`no words for ${key} in ${language}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, value: string) => String(params[value] ?? ""));
  };
}

interface Fixtures {
  say: Say;
  demo: Demo;
  /** Signs somebody in without the form; the sign-in spec tries the form. */
  enter: (login: Login) => Promise<void>;
}

type Cookies = Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>>;
const sessions = new Map<Login, Cookies>();

export const test = watched.extend<Fixtures>({
  say: async ({ locale }, use) => use(speaker(locale === "zh-CN" ? "zh-CN" : "en")),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from this pattern
  demo: async ({}, use) => use(company()),
  enter: async ({ page, demo }, use) =>
    use(async (login) => {
      const known = sessions.get(login);
      if (known) return page.context().addCookies(known);
      const answer = await page.request.post("/api/v1/session", {
        data: { login, password: demo.password },
        headers: { "Idempotency-Key": randomUUID() },
      });
      if (!answer.ok()) throw new Error(`${login} was refused: ${answer.status()} ${await answer.text()}`);
      sessions.set(login, await page.context().cookies());
    }),
});

/** Opens a page and waits until its title stands there. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** Chooses in one of our search selects: opens, types, takes what is found. */
export async function choose(page: Page, label: string, words: string, found: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).last().click();
  await page.keyboard.type(words);
  await page.locator(".ant-select-dropdown:visible").getByText(found).first().click();
}

/** A resident number of nobody: region and birth as given, the last digit computed (GB 11643). */
export function residentNumber(serial: number): string {
  const body = `11010119900307${String(serial).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, at) => all + weight * Number(body[at]), 0);
  return body + "10X98765432"[sum % 11];
}
