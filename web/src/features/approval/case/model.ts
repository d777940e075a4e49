import type { Schema } from "@/api/binding";
import type { Problem } from "@/api/problem";
import type { State } from "@/shared/parts/StatusDot";
import { stateOf } from "@/shared/parts/stateOf";

/** One of one's own tasks. */
export type TodoView = Schema<"TodoView">;
export type CaseView = Schema<"CaseView">;
export type CaseTask = Schema<"TaskView">;
/** How the flow came to a person: a code with its values. */
export type Why = CaseTask["why"][number];
export type Outcome = Schema<"DecisionWord">;
export type DecisionBody = Schema<"DecisionBody">;

/** What became of one case of several that were answered together. */
export type BatchAnswer = Pick<Schema<"BatchResultView">, "case_id"> & { problem?: Problem | null };

/** As many decisions as the server takes in one go. */
const MOST_AT_ONCE = 50;

/** Rows in lots the server takes. */
export const inLots = <Row>(rows: readonly Row[], most = MOST_AT_ONCE): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / most) }, (_, lot) => rows.slice(lot * most, (lot + 1) * most));

/** Which of the answered cases are decided, and which are not and why. */
export function sorted<Row extends { case_id: string }>(
  rows: readonly Row[],
  answers: readonly BatchAnswer[],
): { done: Row[]; left: { row: Row; problem: Problem }[] } {
  const problems = new Map(answers.map(({ case_id, problem }) => [case_id, problem ?? undefined]));
  const left = rows.flatMap((row) => {
    const problem = problems.get(row.case_id);
    return problem ? [{ row, problem }] : [];
  });
  return { done: rows.filter((row) => problems.has(row.case_id) && !problems.get(row.case_id)), left };
}

/** Refusals that mean: somebody was quicker, look again. */
const behind = new Set([
  "approval.stale",
  "approval.content_changed",
  "approval.already_decided",
  "approval.closed",
  "approval.out_of_turn",
  "approval.not_open",
]);
export const isBehind = (code: string): boolean => behind.has(code);

/** Where a case stands, in the colours of every list. */
const caseStates = {
  running: "active",
  settling: "active",
  effect_failed: "blocked",
  approved: "valid",
  refused: "ended",
  withdrawn: "ended",
  voided: "ended",
} as const satisfies Record<string, State>;
export const caseState = (status: string): State => stateOf(caseStates, status);

/** Whether one's part of a case is over, now, or still ahead. */
export const railState = ({ status }: Pick<CaseTask, "status">): "done" | "now" | "ahead" => {
  if (status === "open") return "now";
  return status === "waiting" ? "ahead" : "done";
};
