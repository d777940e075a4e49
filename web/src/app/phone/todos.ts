/** Something that waits, from any module. */
export interface Waits {
  key: string;
  /** The day by which it is to be done. */
  due?: string;
  /** Since when it waits, RFC 3339. */
  since?: string;
}

/** What is due first stands first; what has no due day follows, what waits longest before the rest. */
export const inOrderOfDue = <Todo extends Waits>(todos: readonly Todo[]): Todo[] =>
  [...todos].sort(
    (a, b) =>
      (a.due ?? "9999").localeCompare(b.due ?? "9999") ||
      (a.since ?? "9999").localeCompare(b.since ?? "9999"),
  );

/** The first few for the home page; how many more there are, and by when the next of those. */
export function few<Todo extends Waits>(
  todos: readonly Todo[],
  shown = 3,
): { first: Todo[]; more: number; by?: string } {
  const sorted = inOrderOfDue(todos);
  const rest = sorted.slice(shown);
  return { first: sorted.slice(0, shown), more: rest.length, by: rest.find(({ due }) => due)?.due };
}
