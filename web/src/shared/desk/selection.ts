/** What bulk actions act on: named rows, or everything the filter finds. */
export type Selection = { kind: "rows"; keys: ReadonlySet<string> } | { kind: "all" };

export const nothing: Selection = { kind: "rows", keys: new Set() };

export const isSelected = (selection: Selection, key: string): boolean =>
  selection.kind === "all" || selection.keys.has(key);

export const isNothing = (selection: Selection): boolean =>
  selection.kind === "rows" && selection.keys.size === 0;

/** Choosing or dropping rows; dropping one of "all" leaves the other rows of the page. */
export function withRows(
  selection: Selection,
  page: readonly string[],
  rows: readonly string[],
  on: boolean,
): Selection {
  const keys = new Set(selection.kind === "all" ? page : selection.keys);
  for (const row of rows) {
    if (on) keys.add(row);
    else keys.delete(row);
  }
  return { kind: "rows", keys };
}
