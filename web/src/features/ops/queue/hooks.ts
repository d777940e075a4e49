import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, read } from "@/api/request";

interface List<Row> {
  items: Row[];
  next?: string | null;
}

export interface FailedJob {
  id: string;
  kind: string;
  attempts: number;
  max_attempts: number;
  last_error?: string | null;
  created_at: string;
  run_at: string;
}

export interface FailedMessage {
  notice_id: string;
  channel: string;
  subject: string;
  state: "retrying" | "refused" | "no_channel";
  attempts: number;
  why?: string | null;
  last_at: string;
}

/** Jobs that were given up, or that failed and wait for another attempt. */
export const useFailedJobs = (state: "dead" | "retrying", after?: string, enabled = true) =>
  useQuery({
    queryKey: ["ops", "jobs", state, after ?? ""],
    enabled,
    queryFn: ({ signal }) =>
      read<List<FailedJob>>("/api/v1/failed-jobs", { state, after, limit: 50 }, signal),
  });

/** Messages that did not arrive. Their texts are the recipients' and are not shown. */
export const useFailedMessages = (after?: string, enabled = true) =>
  useQuery({
    queryKey: ["ops", "messages", after ?? ""],
    enabled,
    queryFn: ({ signal }) =>
      read<List<FailedMessage>>("/api/v1/messages/failed", { after, limit: 50 }, signal),
  });

/** Gives a job that was given up its attempts back. */
export function useRetryJob() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => change("POST", `/api/v1/failed-jobs/${id}/retry`),
    onSettled: () => cache.invalidateQueries({ queryKey: ["ops"] }),
  });
}
