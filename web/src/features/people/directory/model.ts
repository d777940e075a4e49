import type { Sought } from "../hooks";

/** Digits from so many on are a number of a person, not of an employee: they stay out of every address. */
const PRIVATE_FROM = 11;

/** Whether these words may stand in an address. */
export const mayBeAddressed = (words: string): boolean =>
  !new RegExp(`^\\d{${PRIVATE_FROM},}[Xx]?$`).test(bare(words));

const bare = (words: string) => words.replace(/[\s-]/g, "");

/** What a whole number can be, the likeliest first: a resident ID of 18 or 15, a mobile, a bank card. */
export function soughtOf(words: string): Sought[] {
  const number = bare(words).toUpperCase();
  const found: Sought[] = [];
  if (/^\d{17}[\dX]$|^\d{15}$/.test(number)) found.push({ id_number: number });
  if (/^1[3-9]\d{9}$/.test(number)) found.push({ phone: number });
  if (/^\d{12,19}$/.test(number)) found.push({ bank_account: number });
  return found;
}

/** The name of the field a number is looked up in. */
export const fieldOf = (sought: Sought): string => Object.keys(sought)[0] ?? "";
