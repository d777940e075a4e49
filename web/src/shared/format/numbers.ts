/** The sign that belongs before numbers. */
export const minus = "\u2212";

/** Groups the whole part of exact decimal text by thousands and writes a real minus: `-1234.50` → `−1,234.50`. */
export function decimal(text: string): string {
  const negative = text.startsWith("-") || text.startsWith(minus);
  const digits = text.replace(/^[-+\u2212]/, "");
  const [whole = "0", fraction] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${negative ? minus : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** An integer count: `1412` → `1,412`. */
export const count = (value: number): string => decimal(Math.trunc(value).toString());

/** A difference always shows its sign: `+3`, `−4.9`, `0`. */
export function signed(text: string): string {
  const shown = decimal(text);
  return shown.startsWith(minus) || /^[0.,]*$/.test(shown) ? shown : `+${shown}`;
}

/**
 * Exact decimal text of an integer with `places` implied fraction digits: `scaled(250, 2)` is `2.5`.
 * `atLeast` keeps that many fraction digits, so that a column lines up; further zeros are dropped.
 */
export function scaled(value: number, places: number, atLeast = 0): string {
  const sign = value < 0 ? "-" : "";
  const digits = Math.abs(Math.trunc(value))
    .toString()
    .padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits
    .slice(digits.length - places)
    .replace(/0+$/, "")
    .padEnd(atLeast, "0");
  return fraction === "" ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}

/** Parts per million as a percentage: `592000` → `59.2%`. `decimals` fixes the digits of a column. */
export function percent(ppm: number, decimals?: number): string {
  if (decimals === undefined) return `${decimal(scaled(ppm, 4))}%`;
  const step = 10 ** (4 - decimals);
  return `${decimal(scaled(Math.sign(ppm) * Math.round(Math.abs(ppm) / step), decimals, decimals))}%`;
}
