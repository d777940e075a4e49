import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Answer, At, Query, Schema } from "@/api/binding";
import { at, change, read, upload } from "@/api/request";
import type { BatchView, Outcome, RowFinding } from "./model";

type Findings = "/api/v1/intake/batches/{id}/findings";

export const useBatches = (after?: string) =>
  useQuery({
    queryKey: ["intake", "list", after ?? ""],
    queryFn: ({ signal }) => read("/api/v1/intake/batches", { after }, signal),
  });

/** One batch; asked again while a job applies it. */
export const useBatch = (id: string) =>
  useQuery({
    queryKey: ["intake", "batch", id],
    queryFn: ({ signal }) => read(at("/api/v1/intake/batches/{id}", { id }), {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === "applying" ? 1_500 : false),
  });

type FindingQuestion = Pick<Query<"GET", At<Findings>>, "severity" | "code" | "after">;

export const useFindings = (id: string, revision: number, question: FindingQuestion, enabled = true) =>
  useQuery({
    enabled,
    placeholderData: keepPreviousData,
    queryKey: ["intake", "findings", id, revision, question],
    queryFn: ({ signal }) =>
      read(at("/api/v1/intake/batches/{id}/findings", { id }), { ...question, limit: 50 }, signal),
  });

/** The findings that are counted by code: the first thousand are enough to see what kinds there are. */
export const useFindingKinds = (id: string, revision: number) =>
  useQuery({
    queryKey: ["intake", "kinds", id, revision],
    queryFn: async ({ signal }) => {
      const all: RowFinding[] = [];
      let after: string | undefined;
      do {
        const page: Answer<"GET", At<Findings>> = await read(
          at("/api/v1/intake/batches/{id}/findings", { id }),
          { after, limit: 200 },
          signal,
        );
        all.push(...page.items);
        after = page.next ?? undefined;
      } while (after && all.length < 1_000);
      return all;
    },
  });

export const useUnitNeeds = (id: string, revision: number) =>
  useQuery({
    queryKey: ["intake", "units", id, revision],
    queryFn: ({ signal }) => read(at("/api/v1/intake/batches/{id}/units", { id }), { limit: 200 }, signal),
  });

export const useChanges = (id: string, revision: number, outcome: Outcome | undefined, after?: string) =>
  useQuery({
    queryKey: ["intake", "changes", id, revision, outcome ?? "", after ?? ""],
    queryFn: ({ signal }) =>
      read(at("/api/v1/intake/batches/{id}/changes", { id }), { outcome, after, limit: 50 }, signal),
  });

export const useProgress = (id: string, applying: boolean) =>
  useQuery({
    queryKey: ["intake", "progress", id],
    enabled: applying,
    refetchInterval: applying ? 1_000 : false,
    queryFn: ({ signal }) => read(at("/api/v1/intake/batches/{id}/progress", { id }), {}, signal),
  });

export function useUpload() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ file, company }: { file: File; company?: string }) =>
      upload("/api/v1/intake/batches", { file, company_id: company }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["intake", "list"] }),
  });
}

/** A change to a batch: it is checked again and answered whole. */
export function useEditBatch(id: string) {
  const cache = useQueryClient();
  const options = {
    onSuccess: (batch: BatchView) => cache.setQueryData(["intake", "batch", id], batch),
  };
  return {
    map: useMutation({
      ...options,
      mutationFn: (columns: Schema<"ColumnMeaning">[]) =>
        change("PUT", at("/api/v1/intake/batches/{id}/mapping", { id }), { columns }),
    }),
    answer: useMutation({
      ...options,
      mutationFn: (answers: BatchView["answers"]) =>
        change("PUT", at("/api/v1/intake/batches/{id}/answers", { id }), { answers }),
    }),
    mend: useMutation({
      ...options,
      mutationFn: (cell: Schema<"CellBody">) =>
        change("PUT", at("/api/v1/intake/batches/{id}/cells", { id }), cell),
    }),
  };
}

export function useApply(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (plan_sha256: string) =>
      change("POST", at("/api/v1/intake/batches/{id}/apply", { id }), { plan_sha256 }),
    onSettled: () => cache.invalidateQueries({ queryKey: ["intake"] }),
    onSuccess: () =>
      Promise.all([["people"], ["org"]].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}

export function useUndoBatch(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => change("POST", at("/api/v1/intake/batches/{id}/undo", { id })),
    onSettled: () =>
      Promise.all([["intake"], ["people"], ["org"]].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}
