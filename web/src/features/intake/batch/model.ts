import type { Schema } from "@/api/binding";

export type BatchView = Schema<"BatchView">;
export type BatchState = BatchView["state"];
export type Severity = Schema<"Severity">;
export const severities = ["error", "warning", "info"] as const satisfies Severity[];
export type Outcome = Schema<"Outcome">;
export const outcomes = [
  "created",
  "changed",
  "unchanged",
  "refused",
  "skipped",
] as const satisfies Outcome[];
export type Field = Schema<"Field">;
export type UnitAnswer = Schema<"UnitAnswer">;
export type UnitNeed = Schema<"UnitNeed">;
export type RowFinding = Schema<"FindingView">;

/** What can be read from a column. */
export const fields = [
  "number",
  "name",
  "sex",
  "id_kind",
  "id_number",
  "birth",
  "mobile",
  "company",
  "unit",
  "unit_level1",
  "unit_level2",
  "unit_level3",
  "unit_level4",
  "unit_level5",
  "job",
  "grade",
  "manager",
  "hired",
  "confirmed",
  "employment_kind",
  "contract_kind",
  "contract_start",
  "contract_end",
  "base_pay",
  "insured_city",
  "fund_rate",
  "bank_card",
  "bank",
  "status",
  "last_day",
  "wecom_account",
  "remark",
] as const satisfies Field[];

export const batchState = {
  checked: "attention",
  applying: "active",
  applied: "valid",
  undone: "ended",
  purged: "ended",
} as const satisfies Record<BatchState, string>;

export const severityState = {
  error: "blocked",
  warning: "attention",
  info: "active",
} as const satisfies Record<Severity, string>;

export const outcomeState = {
  created: "valid",
  changed: "active",
  unchanged: "ended",
  refused: "blocked",
  skipped: "ended",
} as const satisfies Record<Outcome, string>;

/** The way of a roster, from the file to what can still be taken back. */
export const steps = ["upload", "columns", "findings", "units", "changes", "apply", "undo"] as const;

/** The step the roster is at: everything before is done. */
export function stepNow({ state, counts }: Pick<BatchView, "state" | "counts">): number {
  if (state === "applying") return steps.indexOf("apply");
  if (state === "applied") return steps.indexOf("undo");
  if (state === "undone" || state === "purged") return steps.length;
  return steps.indexOf(counts.asked_units > 0 ? "units" : "changes");
}

/** How many findings there are of each code, the gravest and most frequent first. */
export function byCode(
  findings: readonly RowFinding[],
): { code: string; severity: Severity; count: number }[] {
  const found = new Map<string, { code: string; severity: Severity; count: number }>();
  for (const { finding } of findings) {
    const known = found.get(finding.code);
    if (known) known.count += 1;
    else found.set(finding.code, { code: finding.code, severity: finding.severity, count: 1 });
  }
  const rank = (severity: Severity) => severities.indexOf(severity);
  return [...found.values()].sort((a, b) => rank(a.severity) - rank(b.severity) || b.count - a.count);
}

/** Which words of a code fit: how rows are one person, which order dates stand in, what is known besides. */
export function variant(params: Record<string, unknown> | undefined): string | undefined {
  if (typeof params?.how === "string") return params.how;
  if (typeof params?.order === "string") return params.order;
  if (params?.similar_to) return "similar";
  if (params?.numbers) return "numbers";
  return params?.existing || params?.existing_number ? "existing" : undefined;
}

/** Codes of findings about a cell with nothing in it. */
const empty = /(_missing|_without_(end|last_day)|probation_assumed)$/;

/** What stands in the cell: its text, nothing, or what is not shown; for a whole column its title. */
export function cellOf({
  row,
  column,
  finding,
}: RowFinding): { text: string } | "blank" | "hidden" | undefined {
  const value = finding.params?.value;
  if (row === 0) return column ? { text: column.title } : undefined;
  if (value !== undefined && value !== null && value !== "") return { text: String(value) };
  if (!column) return undefined;
  return empty.test(finding.code) ? "blank" : "hidden";
}

/** Why the plan cannot be applied now; nothing when it can. */
export function hindrances(batch: BatchView): ("asked" | "nothing" | "state")[] {
  if (batch.state !== "checked") return ["state"];
  const why: ("asked" | "nothing" | "state")[] = [];
  if (batch.counts.created + batch.counts.changed === 0) why.push("nothing");
  return why;
}

/** All decisions with this one among them: the server takes them as a whole. */
export const withAnswer = (answers: BatchView["answers"], path: string[], answer: UnitAnswer | undefined) => {
  const others = answers.filter((one) => one.path.join("\n") !== path.join("\n"));
  return answer === undefined ? others : [...others, { path, answer }];
};
