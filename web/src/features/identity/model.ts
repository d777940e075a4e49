import type { FieldClass } from "@/shared/access/fieldClasses";

/** How far a right reaches, from oneself outwards. */
export const scopes = ["self", "reports", "subtree", "branch", "company", "all"] as const;
export type Scope = (typeof scopes)[number];

export { type FieldClass, fieldClasses } from "@/shared/access/fieldClasses";

/** One line of a role: what may be done, how far at most, and the fields it opens where they are told apart. */
export interface RoleRow {
  permission: string;
  scope: Scope;
  classes: FieldClass[];
}

/** A role as it is stored. */
export interface RoleBody {
  /** snake_case; given once. */
  code: string;
  name_zh: string;
  name_en: string;
  rows: RoleRow[];
}

export interface Role extends RoleBody {
  id: string;
  builtin: boolean;
}

/** A role given to an account. */
export interface Grant {
  id: string;
  account_id: string;
  account_name?: string | null;
  role_id: string;
  scope: Scope;
  unit_id?: string | null;
  unit_name?: string | null;
  company_id?: string | null;
  company_name?: string | null;
  first_day: string;
  last_day?: string | null;
  given_by_name?: string | null;
  given_at: string;
}

export interface PermissionView {
  code: string;
  area: string;
  class_aware: boolean;
  personal: boolean;
}

export interface AccountView {
  id: string;
  login: string;
  display_name: string;
  person_id?: string | null;
  person_name?: string | null;
  person_number?: string | null;
  state: "active" | "disabled";
  created_at: string;
  disabled_at?: string | null;
  external: ExternalAccount[];
}

/** An account of another system that opens one of ours. */
export interface ExternalAccount {
  provider: string;
  /** The organisation there. */
  corp: string;
  /** The account's name there. */
  subject: string;
}

/** A step of a passkey ceremony; `options` are for the browser. */
export interface Challenge {
  token: string;
  options: Record<string, unknown>;
}

const browsers: readonly [RegExp, string][] = [
  [/wxwork\/([\d.]+)/, "WeCom"],
  [/MicroMessenger\/(\d+)/, "WeChat"],
  [/Edg\/(\d+)/, "Edge"],
  [/Firefox\/(\d+)/, "Firefox"],
  [/(?:Headless)?Chrome\/(\d+)/, "Chrome"],
  [/Version\/(\d+)[\d.]* .*Safari/, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** What somebody signed in with, in few words: `Chrome 156`, `Windows`. A browser nobody knows shows as it names itself. */
export function deviceOf(agent: string): string[] {
  const browser = browsers
    .map(([sign, name]) => ({ name, found: sign.exec(agent) }))
    .find((one) => one.found);
  const system = systems.find(([sign]) => sign.test(agent))?.[1];
  if (!browser && !system) return [agent];
  return [browser && `${browser.name} ${browser.found?.[1] ?? ""}`.trim(), system].filter(
    (part): part is string => part !== undefined,
  );
}

export interface SessionView {
  id: string;
  way: string;
  remote: string;
  agent: string;
  created_at: string;
  seen_at: string;
  ends_at: string;
  current: boolean;
}

/** What to call an account: its person, its own name, or its login. */
export const accountName = (account: Pick<AccountView, "login" | "display_name" | "person_name">): string =>
  account.person_name || account.display_name || account.login;

export const roleName = (language: string, role: Pick<Role, "name_zh" | "name_en">): string =>
  language === "zh-CN" ? role.name_zh : role.name_en;
