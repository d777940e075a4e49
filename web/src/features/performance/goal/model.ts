import type { components } from "@/api/schema";

type Explanation = components["schemas"]["Explanation"];

export interface GoalPerson {
  employment_id: string;
  name: string;
  number: string;
  unit_name: string;
}

/** Something the server noticed: a code with its values. */
export interface Finding {
  code: string;
  severity: string;
  params?: Record<string, unknown>;
}

/** A calendar month as the API writes it: `2026-11`. */
export type Month = string;

export interface GoalTerms {
  number: number;
  name: string;
  unit: string;
  /** Exact decimal text. */
  target: string;
  baseline?: string;
  direction: "higher" | "lower";
  weight_ppm: number;
  due_on: string;
  reason?: string;
  made_by_name: string;
  made_at: string;
}

export interface Standing {
  as_of: string;
  actual?: string;
  completion_ppm?: number;
  points?: string;
  reached_on?: string;
  days_late: number;
  completion_explained?: Explanation;
  delay_explained?: Explanation;
  points_explained?: Explanation;
  findings: Finding[];
}

export interface Observation {
  id: string;
  value: string;
  day_on: string;
  words: string;
  source: "employee" | "correction";
  supersedes?: string;
  superseded: boolean;
  by_name: string;
  reported_on: string;
  days_after_day: number;
  days_after_due: number;
  at: string;
}

export type GoalState = "given" | "questioned" | "confirmed" | "cancelled";

export const goalStates = ["given", "questioned", "confirmed", "cancelled"] as const satisfies GoalState[];

/** How a goal's state is coloured. */
export const goalDot = {
  given: "attention",
  questioned: "attention",
  confirmed: "valid",
  cancelled: "ended",
} as const satisfies Record<GoalState, string>;

export interface GoalRow {
  id: string;
  employee: GoalPerson;
  month: Month;
  state: GoalState;
  terms?: GoalTerms | null;
  confirmed_version?: number;
  standing?: Standing;
}

export interface Goal {
  id: string;
  employee: GoalPerson;
  month: Month;
  state: GoalState;
  version: number;
  confirmed_version?: number;
  given_by?: GoalPerson;
  given_at: string;
  versions: GoalTerms[];
  steps: {
    kind: "given" | "questioned" | "confirmed" | "revised" | "cancelled";
    version: number;
    words?: string;
    made_by_name: string;
    at: string;
  }[];
  observations: Observation[];
  standing?: Standing;
  month_weights_ppm: number;
  result_issued: boolean;
  findings: Finding[];
}

export type TodoKind = "confirm_goal" | "report_progress" | "acknowledge_result" | "answer_question";

export interface GoalTodo {
  kind: TodoKind;
  employee: GoalPerson;
  month: Month;
  name?: string;
  goal_id?: string;
  result_id?: string;
  due_on?: string;
}

export interface ResultRow {
  id: string;
  employee: GoalPerson;
  month: Month;
  version: number;
  issued_at: string;
  acknowledged_at?: string;
}

export interface Effect {
  improvement_id: string;
  name: string;
  unit: string;
  before: string;
  after?: string;
  change: "better" | "same" | "worse" | "not_measured";
  gain?: string;
  relative_ppm?: number;
  explanation?: Explanation;
}

/** How an effect is coloured. */
export const changeDot = {
  better: "valid",
  same: "active",
  worse: "attention",
  not_measured: "planned",
} as const satisfies Record<Effect["change"], string>;

export interface Improvement {
  id: string;
  employee: GoalPerson;
  month: Month;
  report_id: string;
  goal_id?: string;
  name: string;
  action: string;
  direction: "higher" | "lower";
  target: string;
  reached?: boolean;
  effect: Effect;
  observations: Observation[];
  set_by_name: string;
  set_at: string;
}

export interface ResultPart {
  goal_id: string;
  name: string;
  unit: string;
  target: string;
  version: number;
  manager_name: string;
  weight_ppm: number;
  counted_weight_ppm?: number;
  standing: Standing;
}

/** A score with the basis of every point. */
export interface Score {
  scored_on: string;
  total?: string;
  parts: ResultPart[];
  explanation?: Explanation;
  findings: Finding[];
  effects: Effect[];
}

/** A score that still moves. */
export interface Preview {
  employee: GoalPerson;
  month: Month;
  score: Score;
}

export interface Result {
  id: string;
  employee: GoalPerson;
  month: Month;
  version: number;
  superseded: boolean;
  reason?: string;
  score: Score;
  issued_by?: GoalPerson;
  issued_at: string;
  acknowledged_at?: string;
  others: { id: string; version: number; total?: string; issued_at: string; reason?: string }[];
  check: {
    inputs_intact: boolean;
    outcome_follows: boolean;
    sources_agree: boolean;
    restated_since: boolean;
  };
  improvement?: Improvement;
}

/** What is agreed: the version that counts, else the one that waits for a yes. */
export const agreed = (
  goal: Pick<Goal, "versions" | "confirmed_version" | "version">,
): GoalTerms | undefined =>
  goal.versions.find(({ number }) => number === (goal.confirmed_version ?? goal.version));

/** A change that waits for a yes while the version before it still counts. */
export const proposed = (
  goal: Pick<Goal, "versions" | "confirmed_version" | "version">,
): GoalTerms | undefined =>
  goal.confirmed_version !== undefined && goal.confirmed_version < goal.version
    ? goal.versions.find(({ number }) => number === goal.version)
    : undefined;

/** Whether a list shows terms that wait for a yes while others count. */
export const isChanging = ({ confirmed_version, terms, state }: GoalRow): boolean =>
  state !== "cancelled" &&
  confirmed_version !== undefined &&
  terms != null &&
  confirmed_version < terms.number;

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
    report: open && goal.confirmed_version !== undefined && today >= `${goal.month}-01`,
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
export const filled = (completion_ppm: number | undefined): number =>
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
