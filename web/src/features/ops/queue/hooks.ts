import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { at, change, read } from "@/api/request";

/** Jobs that were given up, or that failed and wait for another attempt. */
export const useFailedJobs = (state: "dead" | "retrying", after?: string, enabled = true) =>
  useQuery({
    queryKey: ["ops", "jobs", state, after ?? ""],
    enabled,
    queryFn: ({ signal }) => read("/api/v1/failed-jobs", { state, after, limit: 50 }, signal),
  });

/** Messages that did not arrive. Their texts are the recipients' and are not shown. */
export const useFailedMessages = (after?: string, enabled = true) =>
  useQuery({
    queryKey: ["ops", "messages", after ?? ""],
    enabled,
    queryFn: ({ signal }) => read("/api/v1/messages/failed", { after, limit: 50 }, signal),
  });

/** Gives a job that was given up its attempts back. */
export function useRetryJob() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => change("POST", at("/api/v1/failed-jobs/{id}/retry", { id })),
    onSettled: () => cache.invalidateQueries({ queryKey: ["ops"] }),
  });
}
