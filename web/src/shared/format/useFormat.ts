import { useMemo } from "react";
import { useLanguage } from "../i18n/useLanguage";
import * as dates from "./dates";
import { days, duration } from "./duration";
import { useToday } from "./today";

/** The formats of the reader's language and day. Money, counts and percentages need neither: import them directly. */
export function useFormat() {
  const language = useLanguage();
  const { day: today, now } = useToday();
  return useMemo(
    () => ({
      day: (day: dates.Day) => dates.deskDay(day, language),
      shortDay: (day: dates.Day) => dates.deskShortDay(day, today, language),
      range: (first: dates.Day, last: dates.Day) => dates.deskRange(first, last, language),
      dayOfYear: (day: dates.Day) => (day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day),
      phoneDay: (day: dates.Day) => dates.phoneDay(day, today, language),
      phoneRange: (first: dates.Day, last: dates.Day) => dates.phoneRange(first, last, today, language),
      moment: (instant: string) => dates.moment(instant),
      shortMoment: (instant: string) => dates.shortMoment(instant, now),
      ago: (instant: string) => dates.ago(instant, now, language),
      month: (month: string) => dates.monthWords(month, language),
      weekday: (day: dates.Day) => dates.weekday(day, language),
      duration: (minutes: number) => duration(minutes, language),
      days: (hundredths: number, decimals?: number) => days(hundredths, language, decimals),
      daysUntil: (day: dates.Day) => dates.daysBetween(today, day),
    }),
    [language, today, now],
  );
}
