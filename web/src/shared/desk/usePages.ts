import { useCallback, useMemo } from "react";

/** Where a list stands: the cursor of the shown page and how many rows came before it. Both live in the address. */
export interface PagePlace {
  after?: string;
  skip?: number;
}

export interface Pages extends PagePlace {
  /** Whether the page before can be shown: its cursor is known, or it is the first. */
  hasPrevious: boolean;
  next: (cursor: string, shown: number) => void;
  previous: () => void;
}

/** Cursors already passed, by the cursor they led to; kept for the visit, so that going back needs no counting on the server. */
const passed = new Map<string, PagePlace>();

/** Cursor paging over an address: `place` is read from it, `go` writes it. */
export function usePages(place: PagePlace, go: (place: PagePlace) => void): Pages {
  const { after, skip = 0 } = place;
  const next = useCallback(
    (cursor: string, shown: number) => {
      passed.set(cursor, { after, skip: skip || undefined });
      go({ after: cursor, skip: skip + shown });
    },
    [after, skip, go],
  );
  const previous = useCallback(() => go((after && passed.get(after)) || {}), [after, go]);
  return useMemo(
    () => ({ after, skip, hasPrevious: after !== undefined, next, previous }),
    [after, skip, next, previous],
  );
}
