/** What every address of the desk may carry. */
export interface DeskSearch {
  /** Another day than today, `YYYY-MM-DD`. */
  as_of?: string;
  /** The company or branch that is looked at. */
  scope?: string;
}
