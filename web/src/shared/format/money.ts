import { decimal, scaled } from "./numbers";

const signs: Record<string, string> = { CNY: "¥", HKD: "HK$", SGD: "S$", USD: "US$", EUR: "€" };

const sign = (currency: string) => signs[currency] ?? `${currency} `;

/** Integer minor units as money, minus before the sign: `-122095` → `−¥1,220.95`. */
export function money(minor: number, currency = "CNY"): string {
  const amount = decimal(scaled(Math.abs(minor), 2, 2));
  return `${minor < 0 ? "\u2212" : ""}${sign(currency)}${amount}`;
}

/** What stands for an amount that is not shown: always the same, whatever the amount. */
export const hiddenMoney = (currency = "CNY"): string => `${sign(currency).trim()} ••••`;
