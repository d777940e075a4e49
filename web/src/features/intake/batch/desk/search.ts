import type { Outcome, Severity } from "../model";

/** What the address of the page holds. */
export interface BatchSearch {
  view?: "units" | "changes" | "columns";
  severity?: Severity;
  code?: string;
  outcome?: Outcome;
  after?: string;
  skip?: number;
}
