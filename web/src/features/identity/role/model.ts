import {
  type FieldClass,
  fieldClasses,
  type Grant,
  type PermissionView,
  type Role,
  type RoleBody,
  type RoleRow,
  type Scope,
  scopes,
} from "../model";

/** Roles that nobody is given: who works here is the one, who leads is the other. */
const unasked: readonly string[] = ["employee", "manager"];
export const holdsWithoutGrant = (role: Role): boolean => role.builtin && unasked.includes(role.code);

/** How many accounts hold a role by a grant. */
export const holders = (grants: readonly Grant[], role: string): number =>
  new Set(grants.filter(({ role_id }) => role_id === role).map(({ account_id }) => account_id)).size;

/** The furthest any right of a role reaches. */
export const furthest = ({ rows }: Pick<RoleBody, "rows">): Scope | undefined =>
  scopes.filter((scope) => rows.some((row) => row.scope === scope)).at(-1);

/** Every class a role opens to somebody, in the order of the table. */
export const openClasses = ({ rows }: Pick<RoleBody, "rows">): FieldClass[] =>
  fieldClasses.filter((one) => rows.some(({ classes }) => classes.includes(one)));

export interface Area {
  area: string;
  permissions: PermissionView[];
}

/** Permissions in the order of the server, area by area. */
export function areasOf(permissions: readonly PermissionView[]): Area[] {
  const areas = new Map<string, PermissionView[]>();
  for (const permission of permissions)
    areas.set(permission.area, [...(areas.get(permission.area) ?? []), permission]);
  return [...areas].map(([area, held]) => ({ area, permissions: held }));
}

/** How far a permission can reach: one's own name only, or anything. */
export const scopesOf = ({ personal }: PermissionView): readonly Scope[] => (personal ? ["self"] : scopes);

/** A first row for a permission: no further than oneself, no more than what everybody knows. */
const firstRow = ({ code, class_aware }: PermissionView, taken: readonly Scope[]): RoleRow => ({
  permission: code,
  scope: scopes.find((scope) => !taken.includes(scope)) ?? "self",
  classes: class_aware ? ["public"] : [],
});

/** The rows with one more of this permission, beside those it has. */
export function withRow(rows: readonly RoleRow[], permission: PermissionView): RoleRow[] {
  const same = rows.filter((row) => row.permission === permission.code);
  const last = rows.map((row) => row.permission).lastIndexOf(permission.code);
  const row = firstRow(
    permission,
    same.map(({ scope }) => scope),
  );
  return last < 0 ? [...rows, row] : [...rows.slice(0, last + 1), row, ...rows.slice(last + 1)];
}

/** The rows with one of them changed; without it when `change` is `undefined`. */
export const withChange = (
  rows: readonly RoleRow[],
  at: number,
  change: Partial<RoleRow> | undefined,
): RoleRow[] => rows.flatMap((row, n) => (n !== at ? [row] : change ? [{ ...row, ...change }] : []));

/** A row with a class opened or closed, in the order of the table. */
export const withClass = (row: RoleRow, one: FieldClass, open: boolean): FieldClass[] =>
  fieldClasses.filter((other) => (other === one ? open : row.classes.includes(other)));

export type FaultCode = "code" | "names" | "no_rows" | "no_classes" | "repeated_scope";

export interface Fault {
  code: FaultCode;
  /** The permission it is about. */
  permission?: string;
}

/** What keeps a role from being stored. */
export function faultsOf(role: RoleBody, permissions: readonly PermissionView[]): Fault[] {
  const aware = new Set(permissions.filter(({ class_aware }) => class_aware).map(({ code }) => code));
  const faults: Fault[] = [];
  if (!/^[a-z0-9_]{2,40}$/.test(role.code)) faults.push({ code: "code" });
  if ([role.name_zh, role.name_en].some((name) => name.trim() === "" || [...name.trim()].length > 60))
    faults.push({ code: "names" });
  if (role.rows.length === 0) faults.push({ code: "no_rows" });
  for (const [at, { permission, scope, classes }] of role.rows.entries()) {
    if (aware.has(permission) && classes.length === 0) faults.push({ code: "no_classes", permission });
    const twin = role.rows.findIndex((row) => row.permission === permission && row.scope === scope);
    if (twin < at) faults.push({ code: "repeated_scope", permission });
  }
  return faults;
}

export type ChangeKind = "added" | "removed" | "wider" | "narrower" | "changed";

/** What becomes of one permission. */
export interface RightChange {
  permission: string;
  kind: ChangeKind;
  before: RoleRow[];
  after: RoleRow[];
}

/** Whether every row of the one is surely within the other: the same scope or the whole group, and all of its classes. */
const within = (inner: readonly RoleRow[], outer: readonly RoleRow[]): boolean =>
  inner.every((row) =>
    outer.some(
      (other) =>
        (other.scope === row.scope || other.scope === "all") &&
        row.classes.every((one) => other.classes.includes(one)),
    ),
  );

function kindOf(before: readonly RoleRow[], after: readonly RoleRow[]): ChangeKind | undefined {
  if (before.length === 0) return after.length === 0 ? undefined : "added";
  if (after.length === 0) return "removed";
  const [grows, shrinks] = [within(before, after), within(after, before)];
  if (grows && shrinks) return undefined;
  return grows ? "wider" : shrinks ? "narrower" : "changed";
}

/** What saving would change, permission by permission. Rows that say the same in another order change nothing. */
export function rightChanges(before: readonly RoleRow[], after: readonly RoleRow[]): RightChange[] {
  const of = (rows: readonly RoleRow[], code: string) => rows.filter(({ permission }) => permission === code);
  const codes = [...new Set([...before, ...after].map(({ permission }) => permission))];
  return codes.flatMap((permission) => {
    const [was, is] = [of(before, permission), of(after, permission)];
    const kind = kindOf(was, is);
    return kind ? [{ permission, kind, before: was, after: is }] : [];
  });
}

/** A role to begin from: an empty one, or a copy under names of its own, one in each language. */
export const beginning = (from: Role | undefined): RoleBody => ({
  code: "",
  name_zh: from ? `${from.name_zh}（副本）` : "",
  name_en: from ? `${from.name_en} (copy)` : "",
  rows: from?.rows ?? [],
});
