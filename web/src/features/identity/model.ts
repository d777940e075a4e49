export type Scope = "self" | "reports" | "subtree" | "branch" | "company" | "all";
export const fieldClasses = ["public", "work", "private", "pay", "id_bank", "health", "candidate"] as const;

export interface Role {
  id: string;
  code: string;
  name_zh: string;
  name_en: string;
  builtin: boolean;
  rows: { permission: string; scope: Scope; classes: string[] }[];
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
  state: "active" | "disabled";
  created_at: string;
  disabled_at?: string | null;
  external: { provider: string; corp: string; subject: string }[];
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
