/** Pages of the settings and the permission each needs. Words: `settings.<key>`. */
export const settingsPages = [
  { key: "access", permission: "role.read" },
  { key: "accounts", permission: "account.read" },
  { key: "audit", permission: "audit.read" },
  { key: "operations", permission: "ops.read" },
] as const;

export type SettingsKey = (typeof settingsPages)[number]["key"];
