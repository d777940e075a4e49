import type { Schema } from "@/api/binding";
import { lastDay, type Month } from "./model";

/** How somebody's month stands. */
export type TeamRow = Schema<"TeamRowView">;

/** What a month waits for, or where it stands. */
export type TeamStep =
  | "none"
  | "questioned"
  | "unconfirmed"
  | "running"
  | "nothing_agreed"
  | "to_issue"
  | "issued"
  | "seen";

/** The first thing to be said of somebody's month: a question before a missing yes, and once it is over its result. */
export function teamStep(row: TeamRow, month: Month, today: string): TeamStep {
  if (row.result_id) return row.acknowledged ? "seen" : "issued";
  if (row.goals === 0) return "none";
  if (today > lastDay(month)) return row.confirmed > 0 || row.running_total ? "to_issue" : "nothing_agreed";
  if (row.questioned > 0) return "questioned";
  return row.confirmed < row.goals ? "unconfirmed" : "running";
}

export const teamDot = {
  none: "attention",
  questioned: "attention",
  unconfirmed: "active",
  running: "valid",
  nothing_agreed: "ended",
  to_issue: "attention",
  issued: "active",
  seen: "ended",
} as const satisfies Record<TeamStep, string>;

/** Whether goals are there and do not make the whole of a month. */
export const isUneven = (row: Pick<TeamRow, "goals" | "weights_ppm">): boolean =>
  row.goals > 0 && row.weights_ppm !== 1_000_000;

/** How many of a team are at each step that asks for something. */
export function teamCounts(rows: readonly TeamRow[], month: Month, today: string) {
  const steps = rows.map((row) => teamStep(row, month, today));
  const of = (step: TeamStep) => steps.filter((one) => one === step).length;
  return {
    people: rows.length,
    none: of("none"),
    questioned: of("questioned"),
    unconfirmed: of("unconfirmed"),
    to_issue: of("to_issue"),
  };
}
