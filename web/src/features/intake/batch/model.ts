export type BatchState = "checked" | "applying" | "applied" | "undone" | "purged";
export type Severity = "error" | "warning" | "info";
export const severities = ["error", "warning", "info"] as const;
export type Outcome = "created" | "changed" | "unchanged" | "refused" | "skipped";
export const outcomes = ["created", "changed", "unchanged", "refused", "skipped"] as const;

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
] as const;

export interface ColumnRef {
  letter: string;
  title: string;
}

export interface Counts {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
  skipped: number;
  errors: number;
  warnings: number;
  infos: number;
  new_people: number;
  new_units: number;
  asked_units: number;
  new_jobs: number;
}

export type UnitAnswer = "create" | { use: string[] };

export interface BatchView {
  id: string;
  company_id?: string | null;
  file_name: string;
  size_bytes: number;
  sheet?: string | null;
  state: BatchState;
  layout: {
    header_row: number;
    columns: { index: number; shown: ColumnRef; field?: string | null; in_ten_thousands: boolean }[];
  };
  answers: { path: string[]; answer: UnitAnswer }[];
  counts: Counts;
  plan_sha256?: string | null;
  revision: number;
  failure?: string | null;
  created_at: string;
  applied_at?: string | null;
  undone_at?: string | null;
  purge_at: string;
}

export interface RowFinding {
  row: number;
  /** Who the row is about, as far as the file says. */
  name?: string | null;
  number?: string | null;
  other_rows?: number[];
  column?: ColumnRef | null;
  finding: { code: string; severity: Severity; path: string; params?: Record<string, unknown> };
  remedy: string;
}

export interface UnitNeed {
  path: string[];
  rows: number[];
  state: "proposed" | "asked";
  kind: string;
  similar_to?: string[] | null;
}

export interface DiffRow {
  row: number;
  outcome: Outcome;
  number?: string | null;
  name?: string | null;
  unit: string[];
  job?: string | null;
  new_person: boolean;
  manager_vacant: boolean;
  changes: { field: string; before?: string | null; after: string }[];
}

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
