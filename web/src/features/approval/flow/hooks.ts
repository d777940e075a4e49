import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { at, change, read } from "@/api/request";
import { type Definition, readFlow } from "./model";

/** Every flow with its version in force. */
export const useFlows = () =>
  useQuery({
    queryKey: ["flow", "list"],
    queryFn: async ({ signal }) => {
      const { items } = await read("/api/v1/approval-flows", {}, signal);
      return { items: items.map(readFlow) };
    },
  });

/** Adds a version; cases under way keep theirs. Answers its number. */
export function usePublish() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({
      kind,
      definition,
      ...whose
    }: {
      kind: string;
      company_id?: string;
      definition: Definition;
    }) =>
      change("POST", at("/api/v1/approval-flows/{kind}/versions", { kind }), {
        ...whose,
        definition: { ...definition },
      }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["flow"] }),
  });
}
