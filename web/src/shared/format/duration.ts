import type { Language } from "../i18n/language";
import { decimal, scaled } from "./numbers";

/** Minutes in words: `7 小时 30 分`, `7 h 30 min`; whole hours and short times drop the empty part. */
export function duration(minutes: number, language: Language): string {
  const zh = language === "zh-CN";
  const size = Math.abs(Math.trunc(minutes));
  const [hours, rest] = [Math.trunc(size / 60), size % 60];
  const parts = [
    ...(hours > 0 ? [`${decimal(hours.toString())} ${zh ? "小时" : "h"}`] : []),
    ...(rest > 0 || hours === 0 ? [`${rest} ${zh ? "分" : "min"}`] : []),
  ];
  return `${minutes < 0 ? "\u2212" : ""}${parts.join(" ")}`;
}

/** Hundredths of a day in words: `250` → `2.5 天`, `2.5 days`. */
export function days(hundredths: number, language: Language, decimals = 0): string {
  const amount = decimal(scaled(hundredths, 2, decimals));
  if (language === "zh-CN") return `${amount} 天`;
  return `${amount} ${Math.abs(hundredths) === 100 ? "day" : "days"}`;
}
