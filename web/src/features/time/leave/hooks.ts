import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { send } from "@/api/client";
import { newKey } from "@/api/idempotency";
import { read } from "@/api/request";
import {
  type Ask,
  type LeaveBalance,
  type LeaveRequest,
  type LeaveRow,
  type LeaveType,
  type List,
  type Preview,
  toSend,
} from "./model";

/** Where a request for leave is sent. */
export const requestsPath = "/api/v1/leave-requests";

/** Where a step on a request is sent. */
export const stepPath = (id: string, step: "withdraw" | "cancel") => `${requestsPath}/${id}/${step}`;

/** The kinds of leave one can ask for. */
export const useLeaveTypes = () =>
  useQuery({
    queryKey: ["leave", "types"],
    staleTime: 10 * 60_000,
    queryFn: ({ signal }) => read<List<LeaveType>>("/api/v1/leave-types", {}, signal),
  });

/** What may still be taken, each with its explanation; one's own unless an employment is named. */
export const useBalances = (employment?: string, enabled = true) =>
  useQuery({
    queryKey: ["leave", "balances", employment ?? ""],
    enabled,
    queryFn: ({ signal }) => read<List<LeaveBalance>>("/api/v1/leave-balances", { employment }, signal),
  });

/** What would happen if this were asked for. Writes nothing; the reason plays no part. */
export const usePreview = (ask: Ask | undefined) =>
  useQuery({
    queryKey: ["leave", "preview", ask && { ...ask, reason: undefined }],
    enabled: ask !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await send(
        "POST",
        `${requestsPath}/preview`,
        ask && toSend({ ...ask, reason: undefined }),
        newKey(),
        signal,
      )) as Preview,
  });

/** One's own requests, newest first, page after page. */
export const useOwnRequests = () =>
  useInfiniteQuery({
    queryKey: ["leave", "own"],
    initialPageParam: "",
    getNextPageParam: (page: List<LeaveRow>) => page.next ?? undefined,
    queryFn: ({ pageParam, signal }) =>
      read<List<LeaveRow>>(requestsPath, { after: pageParam, limit: 30 }, signal),
  });

export const useLeaveRequest = (id: string) =>
  useQuery({
    queryKey: ["leave", "request", id],
    queryFn: ({ signal }) => read<LeaveRequest>(`${requestsPath}/${id}`, {}, signal),
  });

/** Reads everything about leave, and the cases it waits in, again. */
export function useLeaveAgain() {
  const cache = useQueryClient();
  return useCallback(() => {
    void cache.invalidateQueries({ queryKey: ["leave"] });
    void cache.invalidateQueries({ queryKey: ["approval"] });
  }, [cache]);
}
