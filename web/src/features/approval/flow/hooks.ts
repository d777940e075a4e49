import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, read } from "@/api/request";
import type { Definition, Flow } from "./model";

/** Every flow with its version in force. */
export const useFlows = () =>
  useQuery({
    queryKey: ["flow", "list"],
    queryFn: ({ signal }) => read<{ items: Flow[] }>("/api/v1/approval-flows", {}, signal),
  });

/** Adds a version; cases under way keep theirs. Answers its number. */
export function usePublish() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, ...body }: { kind: string; company_id?: string; definition: Definition }) =>
      change<{ number: number }>("POST", `/api/v1/approval-flows/${kind}/versions`, body),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["flow"] }),
  });
}
