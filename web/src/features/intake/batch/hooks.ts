import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, read } from "@/api/request";
import type {
  BatchView,
  Counts,
  DiffRow,
  Outcome,
  RowFinding,
  Severity,
  UnitAnswer,
  UnitNeed,
} from "./model";

interface List<Row> {
  items: Row[];
  next?: string | null;
}
const batches = "/api/v1/intake/batches";

export const useBatches = (after?: string) =>
  useQuery({
    queryKey: ["intake", "list", after ?? ""],
    queryFn: ({ signal }) => read<List<BatchView>>(batches, { after }, signal),
  });

/** One batch; asked again while a job applies it. */
export const useBatch = (id: string) =>
  useQuery({
    queryKey: ["intake", "batch", id],
    queryFn: ({ signal }) => read<BatchView>(`${batches}/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === "applying" ? 1_500 : false),
  });

interface FindingQuestion {
  severity?: Severity;
  code?: string;
  after?: string;
}

export const useFindings = (id: string, revision: number, question: FindingQuestion, enabled = true) =>
  useQuery({
    enabled,
    placeholderData: keepPreviousData,
    queryKey: ["intake", "findings", id, revision, question],
    queryFn: ({ signal }) =>
      read<List<RowFinding>>(`${batches}/${id}/findings`, { ...question, limit: 50 }, signal),
  });

/** The findings that are counted by code: the first thousand are enough to see what kinds there are. */
export const useFindingKinds = (id: string, revision: number) =>
  useQuery({
    queryKey: ["intake", "kinds", id, revision],
    queryFn: async ({ signal }) => {
      const all: RowFinding[] = [];
      let after: string | undefined;
      do {
        const page: List<RowFinding> = await read(`${batches}/${id}/findings`, { after, limit: 200 }, signal);
        all.push(...page.items);
        after = page.next ?? undefined;
      } while (after && all.length < 1_000);
      return all;
    },
  });

export const useUnitNeeds = (id: string, revision: number) =>
  useQuery({
    queryKey: ["intake", "units", id, revision],
    queryFn: ({ signal }) => read<List<UnitNeed>>(`${batches}/${id}/units`, { limit: 200 }, signal),
  });

export const useChanges = (id: string, revision: number, outcome: Outcome | undefined, after?: string) =>
  useQuery({
    queryKey: ["intake", "changes", id, revision, outcome ?? "", after ?? ""],
    queryFn: ({ signal }) =>
      read<List<DiffRow>>(`${batches}/${id}/changes`, { outcome, after, limit: 50 }, signal),
  });

export const useProgress = (id: string, applying: boolean) =>
  useQuery({
    queryKey: ["intake", "progress", id],
    enabled: applying,
    refetchInterval: applying ? 1_000 : false,
    queryFn: ({ signal }) =>
      read<{ rows: number; done: number; failure?: string | null }>(`${batches}/${id}/progress`, {}, signal),
  });

export function useUpload() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ file, company }: { file: File; company?: string }) => {
      const form = new FormData();
      form.set("file", file);
      if (company) form.set("company_id", company);
      return change<BatchView>("POST", batches, form);
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: ["intake", "list"] }),
  });
}

/** A change to a batch: it is checked again and answered whole. */
export function useEditBatch(id: string) {
  const cache = useQueryClient();
  const put = (part: string, body: unknown) => change<BatchView>("PUT", `${batches}/${id}/${part}`, body);
  const options = {
    onSuccess: (batch: BatchView) => cache.setQueryData(["intake", "batch", id], batch),
  };
  return {
    map: useMutation({
      ...options,
      mutationFn: (columns: { index: number; field: string | null }[]) => put("mapping", { columns }),
    }),
    answer: useMutation({
      ...options,
      mutationFn: (answers: { path: string[]; answer: UnitAnswer }[]) => put("answers", { answers }),
    }),
    mend: useMutation({
      ...options,
      mutationFn: (cell: { row: number; column: string; value: string | null }) => put("cells", cell),
    }),
  };
}

export function useApply(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (plan_sha256: string) =>
      change<{ batch: BatchView; counts: Counts; before: boolean }>("POST", `${batches}/${id}/apply`, {
        plan_sha256,
      }),
    onSettled: () => cache.invalidateQueries({ queryKey: ["intake"] }),
    onSuccess: () =>
      Promise.all([["people"], ["org"]].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}

export function useUndoBatch(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () =>
      change<{ batch: BatchView; removed: number; restored: number }>("POST", `${batches}/${id}/undo`),
    onSettled: () =>
      Promise.all([["intake"], ["people"], ["org"]].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}
