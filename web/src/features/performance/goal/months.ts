import type { Month } from "./model";

/** A month of an address or a form, else nothing. */
export const isMonth = (value: unknown): value is Month =>
  typeof value === "string" && /^2[01]\d{2}-(0[1-9]|1[0-2])$/.test(value);

/** The month of a day. */
export const monthOf = (day: string): Month => day.slice(0, 7);

/** The month some months later, or earlier. */
export function monthAfter(month: Month, by: number): Month {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** Months to choose from, the latest first: a few ahead, a year back. */
export const monthsAround = (today: string, ahead = 3, back = 12): Month[] =>
  Array.from({ length: ahead + back + 1 }, (_, index) => monthAfter(monthOf(today), ahead - index));
