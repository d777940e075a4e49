import type { Permission } from "@/api/permissions";
import type { Session } from "@/api/session";

interface SettingsPage {
  key: string;
  permission: Permission;
  /** It belongs to no company: the permission must reach over the whole group. */
  everywhere?: true;
}

/** Pages of the settings and the permission each needs. Words: `settings.<key>`. */
export const settingsPages = [
  { key: "roles", permission: "role.read" },
  { key: "access", permission: "role.read" },
  { key: "accounts", permission: "account.read" },
  { key: "flows", permission: "flow.write" },
  { key: "fields", permission: "field.write" },
  { key: "catalogue", permission: "org.write" },
  { key: "calendars", permission: "leave.set_up" },
  { key: "audit", permission: "audit.read" },
  { key: "operations", permission: "ops.read", everywhere: true },
] as const satisfies readonly SettingsPage[];

/** Whether a page of the settings is this reader's. */
export const opens = (page: SettingsPage, session: Session | undefined): boolean =>
  (page.everywhere ? session?.everywhere : session?.permissions)?.includes(page.permission) ?? false;

export type SettingsKey = (typeof settingsPages)[number]["key"];
