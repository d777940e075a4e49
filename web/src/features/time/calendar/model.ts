import type { Schema } from "@/api/binding";

type Effect = Schema<"Effect">;
/** The calendar of a company, or of one of its branches. */
export type CalendarView = Schema<"CalendarView">;
/** A day a company has set for itself. */
export type OwnDay = Schema<"CalendarDayView">;
export type NewCalendar = Schema<"CalendarBody">;

/** What the form of days holds: one day, or several in a row with the same meaning. */
export interface DaysForm {
  first: string;
  last?: string;
  effect: Effect;
  name: string;
}

/** Most days that are set in one go: a longer stretch is a slip of the hand. */
export const MOST_DAYS = 31;

/** Every day from the first to the last, both included; none when they run backward or on for too long. */
export function daysOf(first: string, last: string | undefined): string[] {
  const end = last || first;
  const days: string[] = [];
  const day = new Date(`${first}T00:00:00Z`);
  for (let at = first; at <= end; ) {
    if (days.length === MOST_DAYS) return [];
    days.push(at);
    day.setUTCDate(day.getUTCDate() + 1);
    at = day.toISOString().slice(0, 10);
  }
  return days;
}

/** The years there are days of, the latest first, with the one that runs. */
export const yearsOf = (days: readonly OwnDay[], today: string): string[] =>
  [...new Set([today.slice(0, 4), ...days.map(({ day }) => day.slice(0, 4))])].sort().reverse();

/** The units below one, without itself; none below nothing. */
export function below<Unit extends { id: string; parent_id?: string | null }>(
  units: readonly Unit[],
  top: string | undefined,
): Unit[] {
  const inside = new Set(top === undefined ? [] : [top]);
  for (let before = -1; before !== inside.size; ) {
    before = inside.size;
    for (const { id, parent_id } of units) if (parent_id && inside.has(parent_id)) inside.add(id);
  }
  return units.filter(({ id }) => id !== top && inside.has(id));
}
