import {
  keepPreviousData,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import type { Answer, Place } from "@/api/binding";
import { ask as askServer, at, change, read } from "@/api/request";
import { type AdjustForm, adjustBody, type GrantForm, grantBody } from "./grant";
import type { Movement } from "./ledger";
import { type Ask, toSend } from "./model";

/** Where a request for leave is sent. */
export const requestsPath = "/api/v1/leave-requests" satisfies Place<"POST">;

/** Where a step on a request is sent. */
export const stepPath = {
  withdraw: (id: string) => at("/api/v1/leave-requests/{id}/withdraw", { id }),
  cancel: (id: string) => at("/api/v1/leave-requests/{id}/cancel", { id }),
};

/** The kinds of leave one can ask for. */
export const useLeaveTypes = () =>
  useQuery({
    queryKey: ["leave", "types"],
    staleTime: 10 * 60_000,
    queryFn: ({ signal }) => read("/api/v1/leave-types", {}, signal),
  });

/** What may still be taken on a day, each with its explanation; one's own unless an employment is named. */
export const useBalances = (employment?: string, enabled = true, asOf: { as_of?: string } = {}) =>
  useQuery({
    queryKey: ["leave", "balances", employment ?? "", asOf.as_of ?? ""],
    enabled,
    queryFn: ({ signal }) => read("/api/v1/leave-balances", { employment, ...asOf }, signal),
  });

/** Everything that was given to an employment. */
export const useLots = (employment: string) =>
  useQuery({
    queryKey: ["leave", "lots", employment],
    queryFn: ({ signal }) => read("/api/v1/leave-lots", { employment }, signal),
  });

/** Every line of the ledger of an employment: what it came to on a day is reckoned from all of them. */
export const useMovements = (employment: string) =>
  useQuery({
    queryKey: ["leave", "movements", employment],
    queryFn: async ({ signal }) => {
      const lines: Movement[] = [];
      let after: string | undefined;
      do {
        const page: Answer<"GET", "/api/v1/leave-movements"> = await read(
          "/api/v1/leave-movements",
          { employment, after, limit: 200 },
          signal,
        );
        lines.push(...page.items);
        after = page.next ?? undefined;
      } while (after);
      return lines;
    },
  });

/** What would happen if this were asked for. Writes nothing; the reason plays no part. */
export const usePreview = (ask: Ask | undefined) =>
  useQuery({
    queryKey: ["leave", "preview", ask && { ...ask, reason: undefined }],
    placeholderData: keepPreviousData,
    queryFn: ask
      ? ({ signal }) =>
          askServer("/api/v1/leave-requests/preview", toSend({ ...ask, reason: undefined }), signal)
      : skipToken,
  });

/** One's own requests, newest first, page after page. */
export const useOwnRequests = () =>
  useInfiniteQuery({
    queryKey: ["leave", "own"],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => read(requestsPath, { after: pageParam, limit: 30 }, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const useLeaveRequest = (id: string) =>
  useQuery({
    queryKey: ["leave", "request", id],
    queryFn: ({ signal }) => read(at("/api/v1/leave-requests/{id}", { id }), {}, signal),
  });

/** Reads everything about leave, and the cases it waits in, again. */
export function useLeaveAgain() {
  const cache = useQueryClient();
  return useCallback(() => {
    void cache.invalidateQueries({ queryKey: ["leave"] });
    void cache.invalidateQueries({ queryKey: ["approval"] });
  }, [cache]);
}

/** Gives the same leave to some employments in one unit of work. */
export function useGrant() {
  const again = useLeaveAgain();
  return useMutation({
    mutationFn: ({
      employments,
      form,
    }: {
      employments: readonly string[];
      form: GrantForm;
    }): Promise<unknown> => {
      const grants = employments.map((employment) => grantBody(employment, form));
      const [first, ...others] = grants;
      return first && others.length === 0
        ? change("POST", "/api/v1/leave-lots", first)
        : change("POST", "/api/v1/leave-lots/bulk", { grants });
    },
    onSuccess: again,
  });
}

/** Corrects a lot by a signed line. */
export function useAdjust() {
  const again = useLeaveAgain();
  return useMutation({
    mutationFn: (form: AdjustForm) =>
      change("POST", at("/api/v1/leave-lots/{id}/adjust", { id: form.lot }), adjustBody(form)),
    onSuccess: again,
  });
}
