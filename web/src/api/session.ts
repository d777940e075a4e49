import type { Schema } from "./binding";

/** Who is signed in and what may be offered to them. */
export interface Session {
  account: { id: string; login: string; name: string; language?: string };
  /** The employment that acts; absent for an account without one. */
  employment?: { id: string; number?: string; name: string; unit?: string };
  /** Permission codes (`area.verb`) held in any scope. */
  permissions: string[];
  /** Those of them held over the whole group. */
  everywhere: string[];
  /** Those of them that reach further than oneself and what everybody may know of a company. */
  beyond: string[];
  /** The group or company the reader looks at. */
  scopes: { id: string; name: string; detail?: string }[];
  /** The server's today, `YYYY-MM-DD`, and now, RFC 3339. */
  today: string;
  now: string;
  /** Sample data: said in the corner, never hidden. */
  demo?: boolean;
}

export type Me = Schema<"MeView">;

const holding = (me: Me, reaches: (scope: string) => boolean): string[] =>
  Object.entries(me.permissions)
    .filter(([, scopes]) => scopes.some(reaches))
    .map(([permission]) => permission);

/** What the frame and every page ask about the reader. */
export function sessionOf(me: Me): Session {
  const acting = me.employments.find(({ employment }) => employment === me.acting_as) ?? me.employments[0];
  return {
    account: { id: me.account, login: me.login, name: me.display_name, language: me.locale },
    employment: acting && {
      id: acting.employment,
      number: acting.number ?? undefined,
      name: me.display_name,
      unit: acting.unit_name ?? undefined,
    },
    permissions: Object.keys(me.permissions),
    everywhere: holding(me, (scope) => scope === "all"),
    beyond: holding(me, (scope) => scope !== "self" && scope !== "company"),
    scopes: [],
    today: me.today,
    now: me.now,
    demo: me.demo,
  };
}
