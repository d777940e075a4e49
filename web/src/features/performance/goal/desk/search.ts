import type { GoalState, Month } from "../model";

/** What the address of the goals page says. */
export interface GoalsSearch {
  view?: "team" | "results" | "improvements";
  month?: Month;
  state?: GoalState;
  /** The goal that is open beside the list. */
  goal?: string;
  /** Somebody of the team who is open beside the table, or whom a goal is for. */
  person?: string;
  do?: "give" | "revise" | "cancel" | "issue";
  after?: string;
  skip?: number;
}

export interface ViewProps {
  search: GoalsSearch;
  go: (search: GoalsSearch) => void;
}
