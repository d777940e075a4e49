import type { Problem } from "@/api/problem";

/** A person as a case names one. */
export interface CasePerson {
  employment_id: string;
  name: string;
  number: string;
  unit_name: string;
}

export interface Total {
  total: number;
  exact: boolean;
}

export type CaseStatus =
  | "running"
  | "settling"
  | "effect_failed"
  | "approved"
  | "refused"
  | "withdrawn"
  | "voided";

/** One of one's own tasks. */
export interface TodoView {
  case_id: string;
  node: string;
  kind: string;
  applicant?: CasePerson | null;
  /** Short values for the row's words. */
  summary: Record<string, unknown>;
  version: number;
  content: string;
  status: CaseStatus;
  asked_at?: string | null;
  decided_at?: string | null;
  outcome?: Outcome | null;
}

/** A case in the list of an employee. */
export interface CaseRow {
  id: string;
  kind: string;
  /** Short values for the row's words. */
  summary: Record<string, unknown>;
  status: CaseStatus;
  opened_at: string;
  closed_at?: string | null;
}

/** How the flow came to a person: a code with its values. */
export type Why = { code: string } & Record<string, unknown>;

export interface CaseTask {
  person?: CasePerson | null;
  why: Why[];
  status: "waiting" | "open" | "decided" | "carried" | "closed";
  outcome?: Outcome | null;
  comment?: string | null;
  decided_at?: string | null;
}

export interface CaseNode {
  key: string;
  mode: { mode: "all" | "any" | "in_order" | "n_of_m"; needed?: number };
  status: "waiting" | "open" | "approved" | "refused";
  people: CaseTask[];
}

export interface CaseView {
  id: string;
  kind: string;
  subject_id: string;
  applicant?: CasePerson | null;
  status: CaseStatus;
  version: number;
  content: string;
  failure?: string | null;
  facts: { label: string; value?: unknown; hidden: boolean }[];
  nodes: CaseNode[];
  timeline: {
    kind: string;
    node?: string | null;
    person?: CasePerson | null;
    detail: unknown;
    comment?: string | null;
    at: string;
  }[];
  may: { decide?: string | null; withdraw: boolean; retry: boolean };
  opened_at: string;
  closed_at?: string | null;
}

export type Outcome = "approve" | "refuse";

export interface DecisionBody {
  node: string;
  outcome: Outcome;
  comment?: string;
  version: number;
  content: string;
}

/** What became of one case of several that were answered together. */
export interface BatchAnswer {
  case_id: string;
  problem?: Problem | null;
}

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
export const caseState = {
  running: "active",
  settling: "active",
  effect_failed: "blocked",
  approved: "valid",
  refused: "ended",
  withdrawn: "ended",
  voided: "ended",
} as const satisfies Record<CaseStatus, string>;

/** Whether one's part of a case is over, now, or still ahead. */
export const railState = ({ status }: Pick<CaseTask, "status">): "done" | "now" | "ahead" => {
  if (status === "open") return "now";
  return status === "waiting" ? "ahead" : "done";
};
