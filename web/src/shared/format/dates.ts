import type { Language } from "../i18n/language";

/** A calendar day as the API writes it: `2026-11-21`. */
export type Day = string;

export const isDay = (value: unknown): value is Day =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

const weekdays: Record<Language, readonly string[]> = {
  "zh-CN": ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function parts(day: Day) {
  const date = new Date(`${day}T00:00:00Z`);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    date: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

export const weekday = (day: Day, language: Language): string => weekdays[language][parts(day).weekday] ?? "";

/** The desk's day where one acts or plans: `2026-11-21 (周六)`. */
export const deskDay = (day: Day, language: Language): string => `${day} (${weekday(day, language)})`;

/** The desk's day of the current year, in lists of things to do: `11-21 (周六)`; other years in full. */
export function deskShortDay(day: Day, today: Day, language: Language): string {
  const thisYear = day.slice(0, 4) === today.slice(0, 4);
  return deskDay(day, language).slice(thisYear ? 5 : 0);
}

/** The phone's day: `11月21日 周六`, `Sat, 21 Nov`; with the year when it is not this one. */
export function phoneDay(day: Day, today: Day, language: Language): string {
  const { year, month, date } = parts(day);
  const other = day.slice(0, 4) !== today.slice(0, 4);
  if (language === "zh-CN")
    return `${other ? `${year}年` : ""}${month + 1}月${date}日 ${weekday(day, language)}`;
  return `${weekday(day, language)}, ${date} ${months[month]}${other ? ` ${year}` : ""}`;
}

/** Both ends included: `2026-12-02 (周三) 至 2026-12-04 (周五)`; one day stands alone. */
export function deskRange(first: Day, last: Day, language: Language): string {
  if (first === last) return deskDay(first, language);
  const end = first.slice(0, 4) === last.slice(0, 4) ? last.slice(5) : last;
  return `${deskDay(first, language)} ${language === "zh-CN" ? "至" : "to"} ${end} (${weekday(last, language)})`;
}

/** Both ends included, on the phone: `9月18日 周五 – 9月21日 周一`. */
export function phoneRange(first: Day, last: Day, today: Day, language: Language): string {
  const start = phoneDay(first, today, language);
  return first === last ? start : `${start} – ${phoneDay(last, today, language)}`;
}

function clock(instant: string, zone?: string) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const found = Object.fromEntries(
    format.formatToParts(new Date(instant)).map((part) => [part.type, part.value]),
  );
  return { day: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` };
}

/** The calendar day of an instant in a time zone (the reader's own when none is named). */
export const dayOf = (instant: string, zone?: string): Day => clock(instant, zone).day;

/** A moment to the minute: `2026-11-21 09:14`. */
export function moment(instant: string, zone?: string): string {
  const { day, time } = clock(instant, zone);
  return `${day} ${time}`;
}

/** A moment near now: `09:14` today, `11-20 21:40` this year, in full otherwise. */
export function shortMoment(instant: string, now: string, zone?: string): string {
  const [at, present] = [clock(instant, zone), clock(now, zone)];
  if (at.day === present.day) return at.time;
  return `${at.day.slice(0, 4) === present.day.slice(0, 4) ? at.day.slice(5) : at.day} ${at.time}`;
}

/** Relative within a day (`3 分钟前`), the moment itself beyond. */
export function ago(instant: string, now: string, language: Language, zone?: string): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(instant)) / 60_000);
  if (minutes < 0 || minutes >= 24 * 60) return shortMoment(instant, now, zone);
  const zh = language === "zh-CN";
  if (minutes < 1) return zh ? "刚刚" : "just now";
  if (minutes < 60) return zh ? `${minutes} 分钟前` : `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return zh ? `${hours} 小时前` : `${hours} h ago`;
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** A month in words: `2026年11月`, `Nov 2026`. Spelled out here, since browsers disagree. */
export function monthWords(month: string, language: Language): string {
  const [year = "", number = "1"] = month.split("-");
  return language === "zh-CN" ? `${year}年${Number(number)}月` : `${months[Number(number) - 1]} ${year}`;
}
