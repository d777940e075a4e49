import type { Schema } from "@/api/binding";

export type Half = Schema<"HalfOfDay">;
export type LeaveStatus = Schema<"LeaveStatus">;
export type LeaveType = Schema<"LeaveTypeView">;
export type LeaveBalance = Schema<"LeaveBalanceView">;
export type LeaveDay = Schema<"LeaveDayView">;
export type Finding = Schema<"Finding">;
export type Preview = Schema<"LeavePreviewView">;
export type LeaveRequest = Schema<"LeaveRequestDetailView">;

/** What is asked for, for oneself: the form says every half. */
export interface Ask {
  leave_type: string;
  first_day: string;
  /** From the morning, or from noon on. */
  first_half: Half;
  last_day: string;
  /** Until noon, or until evening. */
  last_half: Half;
  reason?: string;
}

/** Where a request stands, in the colours of every list. */
export const leaveState = {
  pending: "active",
  approved: "valid",
  refused: "ended",
  withdrawn: "ended",
  cancelled: "ended",
  voided: "ended",
} as const satisfies Record<LeaveStatus, string>;

/** The form as it opens: one whole day, today, or on a weekend the Monday after. What really counts the server says. */
export function startAsk(leave_type: string, today: string): Ask {
  const day = new Date(`${today}T00:00:00Z`);
  const wait = { 6: 2, 0: 1 }[day.getUTCDay()] ?? 0;
  day.setUTCDate(day.getUTCDate() + wait);
  const first_day = day.toISOString().slice(0, 10);
  return { leave_type, first_day, first_half: "am", last_day: first_day, last_half: "pm" };
}

/** Keeps the end at or after the start, and a single day from running backward. */
function inOrder(ask: Ask): Ask {
  const [, last_day = ask.last_day] = [ask.first_day, ask.last_day].sort();
  const backward = last_day === ask.first_day && ask.first_half === "pm" && ask.last_half === "am";
  return { ...ask, last_day, last_half: backward ? "pm" : ask.last_half };
}

/** Another start: the end follows when it would lie before. */
export const from = (ask: Ask, day: string, half: Half): Ask =>
  inOrder({ ...ask, first_day: day || ask.first_day, first_half: half });

/** Another end: it cannot lie before the start. A morning's end on the day of a noon start becomes the evening. */
export const until = (ask: Ask, day: string, half: Half): Ask =>
  inOrder({ ...ask, last_day: day || ask.last_day, last_half: half });

/** A draft that was kept, if it still is one. */
export function readAsk(kept: string | null): Ask | undefined {
  try {
    const found: unknown = JSON.parse(kept ?? "null");
    if (typeof found !== "object" || found === null) return undefined;
    const ask = found as Partial<Ask>;
    const day = /^\d{4}-\d{2}-\d{2}$/;
    const half = (value: unknown) => value === "am" || value === "pm";
    const whole =
      typeof ask.leave_type === "string" &&
      day.test(ask.first_day ?? "") &&
      day.test(ask.last_day ?? "") &&
      half(ask.first_half) &&
      half(ask.last_half);
    return whole ? inOrder(ask as Ask) : undefined;
  } catch {
    return undefined;
  }
}

/** What is sent: without an empty reason. */
export const toSend = ({ reason, ...ask }: Ask): Ask => ({
  ...ask,
  ...(reason?.trim() ? { reason: reason.trim() } : {}),
});

/** Why a day counts differently from its weekday, as the count was explained: the swapped and the named days. */
export interface SpecialDay {
  /** `swapped_workday`, `statutory_day` … */
  kind: string;
  day: string;
  name: string;
}

const special = /^calendar\.(swapped_workday|swapped_day_off|statutory_day|own_day_off|own_workday)$/;

export function specialDays(counted: { terms: readonly { label: string; params?: object }[] }): SpecialDay[] {
  return counted.terms.flatMap(({ label, params }) => {
    const kind = special.exec(label)?.[1];
    const { date: day, name } = (params ?? {}) as { date?: unknown; name?: unknown };
    return kind && typeof day === "string" ? [{ kind, day, name: typeof name === "string" ? name : "" }] : [];
  });
}

/** The box of a day in the strip: which note it carries and whether it stands out. */
export function dayBox(
  day: LeaveDay,
  specials: readonly SpecialDay[],
): { note: string; kind?: "off" | "attention" } {
  const own = specials.find((one) => one.day === day.day)?.kind;
  if (day.quantity === 0) return { note: day.kind === "statutory" ? "statutory" : "rest", kind: "off" };
  if (own === "swapped_workday" || own === "own_workday") return { note: "swapped", kind: "attention" };
  if (day.am && day.pm) return { note: "whole" };
  return { note: day.am ? "am" : "pm" };
}

/** What stands against sending it. */
export const against = <Found extends Pick<Finding, "severity">>(findings: readonly Found[]): Found[] =>
  findings.filter(({ severity }) => severity === "error");

/** Hundredths of a day as plain text for words: `250` → `2.5`. */
export const inDays = (hundredths: number): string => String(hundredths / 100);

/** A leave type or balance in the reader's language. */
export const nameIn = (language: string, of: { name: string; name_en: string }): string =>
  language.startsWith("zh") ? of.name : of.name_en;
