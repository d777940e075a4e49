import type { Schema } from "@/api/binding";
import type { State } from "@/shared/parts/StatusDot";
import { stateOf } from "@/shared/parts/stateOf";

export type GoalPerson = Schema<"PersonView">;
/** A calendar month as the API writes it: `2026-11`. */
export type Month = Schema<"Month">;

export type GoalTerms = Schema<"GoalVersionView">;
export type Standing = Schema<"StandingView">;
export type Observation = Schema<"ObservationView">;
export type GoalRow = Schema<"GoalRowView">;
export type Goal = Schema<"GoalView">;
export type GoalTodo = Schema<"GoalTodoView">;
export type ResultRow = Schema<"ResultRowView">;
export type Effect = Schema<"EffectView">;
export type Improvement = Schema<"ImprovementView">;
export type ResultPart = Schema<"PartView">;
export type Preview = Schema<"PreviewView">;
export type Result = Schema<"ResultView">;

export type GoalState = Schema<"GoalState">;
export const goalStates = ["given", "questioned", "confirmed", "cancelled"] as const satisfies GoalState[];

/** How a goal's state is coloured. */
export const goalDot = {
  given: "attention",
  questioned: "attention",
  confirmed: "valid",
  cancelled: "ended",
} as const satisfies Record<GoalState, string>;

/** How an effect is coloured. */
const changes = {
  better: "valid",
  same: "active",
  worse: "attention",
  not_measured: "planned",
} as const satisfies Record<string, State>;
export const changeDot = ({ change }: Pick<Effect, "change">): State => stateOf(changes, change);

/** What is agreed: the version that counts, else the one that waits for a yes. */
export const agreed = (
  goal: Pick<Goal, "versions" | "confirmed_version" | "version">,
): GoalTerms | undefined =>
  goal.versions.find(({ number }) => number === (goal.confirmed_version ?? goal.version));

/** A change that waits for a yes while the version before it still counts. */
export const proposed = (
  goal: Pick<Goal, "versions" | "confirmed_version" | "version">,
): GoalTerms | undefined =>
  goal.confirmed_version != null && goal.confirmed_version < goal.version
    ? goal.versions.find(({ number }) => number === goal.version)
    : undefined;

/** Whether a list shows terms that wait for a yes while others count. */
export const isChanging = ({ confirmed_version, terms, state }: GoalRow): boolean =>
  state !== "cancelled" && confirmed_version != null && terms != null && confirmed_version < terms.number;

/** The last day of a month, both in API form. */
export function lastDay(month: Month): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** Whether the month holds the day. */
export const holds = (month: Month, day: string): boolean => day.slice(0, 7) === month;

/** What its owner can do on a goal today. */
export function ownSteps(goal: Goal, today: string): { answer: boolean; report: boolean } {
  const open = !goal.result_issued && goal.state !== "cancelled";
  const over = today > lastDay(goal.month);
  return {
    answer: open && !over && (goal.state === "given" || goal.state === "questioned"),
    report: open && goal.confirmed_version != null && today >= `${goal.month}-01`,
  };
}

/** What whoever leads the person can do on a goal today. A correction is kept also after the result; it counts when that is issued anew. */
export function leadSteps(goal: Goal, today: string): { revise: boolean; cancel: boolean; correct: boolean } {
  const open = !goal.result_issued && goal.state !== "cancelled";
  return {
    revise: open && today <= lastDay(goal.month),
    cancel: open,
    correct: goal.state !== "cancelled",
  };
}

/** The question that waits for an answer. */
export const asked = (goal: Pick<Goal, "state" | "steps">) =>
  goal.state === "questioned" ? goal.steps.filter(({ kind }) => kind === "questioned").at(-1) : undefined;

/** The day a number may speak of: within the month, not ahead of today. */
export function reportDays(month: Month, today: string): { earliest: string; latest: string } {
  const last = lastDay(month);
  return { earliest: `${month}-01`, latest: today < last ? today : last };
}

/** Reads a number as one types it; exact text, or nothing. Full-width digits of Chinese keyboards are taken. */
export function typedNumber(typed: string): string | undefined {
  const plain = typed
    .trim()
    .normalize("NFKC")
    .replaceAll(",", "")
    .replace(/^\u2212/, "-");
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? plain : undefined;
}

/** Filled part of a progress bar, in percent from 0 to 100. */
export const filled = (completion_ppm: number | null | undefined): number =>
  Math.min(100, Math.max(0, Math.round((completion_ppm ?? 0) / 10_000)));

/** The same on a bar that goes on beyond its target: from 0 to 125 % over its whole width, the target at four fifths. */
export const filledBeyond = (completion_ppm: number): number =>
  Math.min(100, Math.max(0, Math.round(completion_ppm / 12_500)));

/** Goals by month, the latest month first, each month in the order it came. */
export function byMonth<Row extends { month: Month }>(rows: readonly Row[]): [Month, Row[]][] {
  const months = new Map<Month, Row[]>();
  for (const row of rows) months.set(row.month, [...(months.get(row.month) ?? []), row]);
  return [...months].sort(([a], [b]) => b.localeCompare(a));
}

/** The page a to-do opens. */
export const todoPath = (todo: GoalTodo): string =>
  todo.result_id ? `/results/${todo.result_id}` : `/goals/${todo.goal_id}`;
