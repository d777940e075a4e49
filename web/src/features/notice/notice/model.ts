import type { Schema } from "@/api/binding";
import { isDay } from "@/shared/format/dates";

/** A message to oneself. */
export type NoticeView = Schema<"NoticeView">;

const isMonth = (value: unknown): value is string => typeof value === "string" && /^\d{4}-\d{2}$/.test(value);

/** The values of a notice with its days and months in words. */
export const shownParams = (
  params: Record<string, unknown>,
  dayWords: (day: string) => string,
  monthWords: (month: string) => string,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      isDay(value) ? dayWords(value) : isMonth(value) ? monthWords(value) : value,
    ]),
  );
