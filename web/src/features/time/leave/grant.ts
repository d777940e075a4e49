import type { Schema } from "@/api/binding";

type Source = Schema<"LotSource">;
/** Where a lot comes from. */
export const sources = ["entitlement", "carried_over", "extra"] as const satisfies Source[];

/** What the form of a grant holds. */
export interface GrantForm {
  leave_type: string;
  days: number;
  first_day: string;
  last_day?: string;
  source: Source;
  reason: string;
}

/** Most lots the server gives in one unit of work: all of them or none. */
export const MOST_AT_ONCE = 500;

/** Days as typed, in hundredths. */
export const hundredths = (days: number): number => Math.round(days * 100);

/** The body the server takes for one employment. */
export const grantBody = (employment: string, form: GrantForm): Schema<"LeaveGrantBody"> => ({
  employment_id: employment,
  leave_type: form.leave_type,
  quantity: hundredths(form.days),
  first_day: form.first_day,
  last_day: form.last_day || undefined,
  source: form.source,
  reason: form.reason.trim(),
});

/** The form as it opens: what is due for the year that runs, to be taken within it. */
export const startGrant = (leave_type: string | undefined, today: string): Partial<GrantForm> => ({
  leave_type,
  first_day: `${today.slice(0, 4)}-01-01`,
  last_day: `${today.slice(0, 4)}-12-31`,
  source: "entitlement",
});

/** Whom something is given to: everybody chosen, once, without oneself. */
export function takers(
  chosen: readonly string[],
  own: string | undefined,
): { to: string[]; left_out: boolean } {
  const to = [...new Set(chosen)].filter((one) => one !== own);
  return { to, left_out: own !== undefined && chosen.includes(own) };
}

export function inLots<Item>(items: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, at) =>
    items.slice(at * most, (at + 1) * most),
  );
}

/** What the form of a correction holds. */
export interface AdjustForm {
  lot: string;
  way: "more" | "less";
  days: number;
  reason: string;
  allow_negative?: boolean;
}

/** The body the server takes: signed. */
export const adjustBody = (form: AdjustForm): Schema<"AdjustBody"> => ({
  quantity: hundredths(form.days) * (form.way === "less" ? -1 : 1),
  reason: form.reason.trim(),
  allow_negative: form.allow_negative === true,
});
