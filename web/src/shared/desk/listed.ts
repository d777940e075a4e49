import type { UseQueryResult } from "@tanstack/react-query";
import { problemOf } from "@/api/problem";

/** A list as the server pages it. */
interface Listed<Row> {
  items: Row[];
  next?: string | null;
}

/** What a table shows of a read list: its rows, or why there are none. A failed refresh keeps the rows that are there. */
export const listed = <Row>(list: UseQueryResult<Listed<Row>>) => ({
  rows: list.data?.items,
  next: list.data?.next,
  refreshing: list.isFetching,
  problem: list.error && !list.data ? problemOf(list.error) : undefined,
  retry: () => void list.refetch(),
});
