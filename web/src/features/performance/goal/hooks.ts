import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { change, read } from "@/api/request";
import type { Goal, GoalRow, GoalTodo, Improvement, Result, ResultRow } from "./model";

interface List<Row> {
  items: Row[];
  next?: string | null;
}

/** Goals of one employment, newest first. */
export const useGoals = (employment: string | undefined) =>
  useQuery({
    queryKey: ["performance", "goals", employment],
    enabled: employment !== undefined,
    queryFn: ({ signal }) =>
      read<List<GoalRow>>("/api/v1/goals", { employment_id: employment, limit: 50 }, signal),
  });

export const useGoal = (id: string) =>
  useQuery({
    queryKey: ["performance", "goal", id],
    queryFn: ({ signal }) => read<Goal>(`/api/v1/goals/${id}`, {}, signal),
  });

/** What waits for oneself among goals and results. */
export const useGoalTodos = (enabled = true) =>
  useQuery({
    queryKey: ["performance", "todo"],
    enabled,
    queryFn: ({ signal }) => read<{ items: GoalTodo[] }>("/api/v1/goals/todo", {}, signal),
  });

/** Results of one employment, without scores. */
export const useResults = (employment: string | undefined) =>
  useQuery({
    queryKey: ["performance", "results", employment],
    enabled: employment !== undefined,
    queryFn: ({ signal }) =>
      read<List<ResultRow>>("/api/v1/results", { employment_id: employment, limit: 24 }, signal),
  });

/** One result with its score. Nothing of it is kept once the page is left. */
export const useResult = (id: string) =>
  useQuery({
    queryKey: ["performance", "result", id],
    gcTime: 0,
    queryFn: ({ signal }) => read<Result>(`/api/v1/results/${id}`, {}, signal),
  });

export const useImprovements = (employment: string | undefined) =>
  useQuery({
    queryKey: ["performance", "improvements", employment],
    enabled: employment !== undefined,
    queryFn: ({ signal }) =>
      read<List<Improvement>>("/api/v1/improvements", { employment_id: employment, limit: 12 }, signal),
  });

export const useImprovement = (id: string) =>
  useQuery({
    queryKey: ["performance", "improvement", id],
    queryFn: ({ signal }) => read<Improvement>(`/api/v1/improvements/${id}`, {}, signal),
  });

/** Reads everything about goals again. */
export function useGoalsAgain() {
  const cache = useQueryClient();
  return useCallback(() => void cache.invalidateQueries({ queryKey: ["performance"] }), [cache]);
}

/** Proves again who one is, before a score is shown. */
export const lookAgain = (proof: { kind: "password"; password: string } | { kind: "totp"; code: string }) =>
  change("POST", "/api/v1/session/second-look", proof);

/** Asks another system who one is, where one has no secret of one's own here; the browser goes there and comes back. */
export const lookElsewhere = (provider: string, next: string) =>
  change<{ address: string }>("POST", `/api/v1/session/second-look/external/${provider}`, { next }).then(
    ({ address }) => window.location.assign(address),
  );

/** Where each step is sent. */
export const goalPath = {
  confirm: (id: string) => `/api/v1/goals/${id}/confirm`,
  question: (id: string) => `/api/v1/goals/${id}/question`,
  report: (id: string) => `/api/v1/goals/${id}/progress`,
  reportImprovement: (id: string) => `/api/v1/improvements/${id}/progress`,
  acknowledge: (id: string) => `/api/v1/results/${id}/acknowledge`,
};
