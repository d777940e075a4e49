import type { Schema } from "@/api/binding";

export type Scope = Schema<"Scope">;
/** How far a right reaches, from oneself outwards. */
export const scopes = [
  "self",
  "reports",
  "subtree",
  "branch",
  "company",
  "all",
] as const satisfies readonly Scope[];

export { type FieldClass, fieldClasses } from "@/shared/access/fieldClasses";

/** One line of a role: what may be done, how far at most, and the fields it opens where they are told apart. */
export type RoleRow = Required<Schema<"RoleRowView">>;
/** A role as it is stored. */
export type RoleBody = Omit<Schema<"RoleBody">, "rows"> & { rows: RoleRow[] };
export type Role = Omit<Schema<"RoleView">, "rows"> & { rows: RoleRow[] };
/** A role as the server sends it, with every row whole. */
export const roleOf = ({ rows, ...role }: Schema<"RoleView">): Role => ({
  ...role,
  rows: rows.map(({ classes = [], ...row }) => ({ ...row, classes })),
});
/** A role given to an account. */
export type Grant = Schema<"GrantView">;
export type PermissionView = Schema<"PermissionView">;
export type AccountView = Schema<"AccountView">;
/** An account of another system that opens one of ours. */
export type ExternalAccount = Schema<"LinkBody">;

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

/** What to call an account: its person, its own name, or its login. */
export const accountName = (account: Pick<AccountView, "login" | "display_name" | "person_name">): string =>
  account.person_name || account.display_name || account.login;

export const roleName = (language: string, role: Pick<Role, "name_zh" | "name_en">): string =>
  language === "zh-CN" ? role.name_zh : role.name_en;
