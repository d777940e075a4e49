import { keepPreviousData, queryOptions, skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Answer, Given, Place, Sent } from "@/api/binding";
import { at, change, read } from "@/api/request";
import { useCan, useSession } from "@/shared/access/Session";
import type { GoalState, Month } from "./model";

/** Most rows the server gives at once: more than one person's month or one team ever has. */
const ALL = 200;

/** Whether the reader may give goals to this employment at all; the server decides each case. Nobody gives them to themselves. */
export function useLeads(employment: string | undefined): boolean {
  const own = useSession()?.employment?.id;
  return useCan("goal.assign") && employment !== undefined && employment !== own;
}

export interface GoalFilter {
  employment_id?: string;
  month?: Month;
  state?: GoalState;
}

/** Goals in sight, newest first, page by page. */
export const useGoalList = (filter: GoalFilter, after?: string, limit = 50) =>
  useQuery({
    queryKey: ["performance", "list", filter, after ?? "", limit],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read("/api/v1/goals", { ...filter, after, limit }, signal),
  });

/** All goals of somebody's month. */
export const useSheet = (employment: string | undefined, month: Month) =>
  useQuery({
    queryKey: ["performance", "sheet", employment, month],
    enabled: employment !== undefined,
    queryFn: ({ signal }) => read("/api/v1/goals", { employment_id: employment, month, limit: ALL }, signal),
  });

const teamQuery = (month: Month, after?: string, limit = ALL) =>
  queryOptions({
    queryKey: ["performance", "team", month, after ?? "", limit],
    queryFn: ({ signal }) => read("/api/v1/goals/team", { month, after, limit }, signal),
  });

/** The people one gives goals to and how their month stands. */
export const useTeam = (month: Month, after?: string, limit = ALL, enabled = true) =>
  useQuery({ ...teamQuery(month, after, limit), enabled });

/** Finds somebody of one's team by name or number, or whom `others` finds among them: by pinyin or initials. */
export function useTeamSearch(month: Month, others: (words: string) => Promise<{ id: string }[]>) {
  const cache = useQueryClient();
  return async (words: string) => {
    const team = await cache.fetchQuery({ ...teamQuery(month), staleTime: 60_000 });
    const found = words === "" ? [] : await others(words);
    const plain = words.toLowerCase();
    return team.items
      .map(({ employee }) => ({
        id: employee.employment_id,
        name: employee.name,
        number: employee.number,
        unit: employee.unit_name,
      }))
      .filter(
        ({ id, name, number }) =>
          `${name} ${number}`.toLowerCase().includes(plain) || found.some((one) => one.id === id),
      );
  };
}

/** The running score of somebody's month; there is none once its result is issued. */
export const usePreview = (employment: string | undefined, month: Month, enabled = true) =>
  useQuery({
    queryKey: ["performance", "preview", employment, month],
    enabled,
    queryFn:
      employment === undefined
        ? skipToken
        : ({ signal }) => read("/api/v1/results/preview", { employment_id: employment, month }, signal),
  });

interface MonthFilter {
  employment_id?: string;
  month?: Month;
}

/** Results in sight, newest first, without scores. */
export const useResultList = (filter: MonthFilter, after?: string) =>
  useQuery({
    queryKey: ["performance", "result-list", filter, after ?? ""],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read("/api/v1/results", { ...filter, after, limit: 50 }, signal),
  });

/** Improvement items in sight, newest first. */
export const useImprovementList = (filter: MonthFilter, after?: string) =>
  useQuery({
    queryKey: ["performance", "improvement-list", filter, after ?? ""],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read("/api/v1/improvements", { ...filter, after, limit: 50 }, signal),
  });

/** Goals of one employment, newest first. */
export const useGoals = (employment: string | undefined) =>
  useQuery({
    queryKey: ["performance", "goals", employment],
    enabled: employment !== undefined,
    queryFn: ({ signal }) => read("/api/v1/goals", { employment_id: employment, limit: 50 }, signal),
  });

export const useGoal = (id: string) =>
  useQuery({
    queryKey: ["performance", "goal", id],
    queryFn: ({ signal }) => read(at("/api/v1/goals/{id}", { id }), {}, signal),
  });

/** What waits for oneself among goals and results. */
export const useGoalTodos = (enabled = true) =>
  useQuery({
    queryKey: ["performance", "todo"],
    enabled,
    queryFn: ({ signal }) => read("/api/v1/goals/todo", {}, signal),
  });

/** Results of one employment, without scores. */
export const useResults = (employment: string | undefined) =>
  useQuery({
    queryKey: ["performance", "results", employment],
    enabled: employment !== undefined,
    queryFn: ({ signal }) => read("/api/v1/results", { employment_id: employment, limit: 24 }, signal),
  });

/** One result with its score. Nothing of it is kept once the page is left. */
export const useResult = (id: string) =>
  useQuery({
    queryKey: ["performance", "result", id],
    gcTime: 0,
    queryFn: ({ signal }) => read(at("/api/v1/results/{id}", { id }), {}, signal),
  });

/** Forgets a result that was shown and reads it anew, so that nothing old flashes up. */
export function useResultAnew(id: string) {
  const cache = useQueryClient();
  return useCallback(() => void cache.resetQueries({ queryKey: ["performance", "result", id] }), [cache, id]);
}

export const useImprovements = (employment: string | undefined) =>
  useQuery({
    queryKey: ["performance", "improvements", employment],
    enabled: employment !== undefined,
    queryFn: ({ signal }) => read("/api/v1/improvements", { employment_id: employment, limit: 12 }, signal),
  });

export const useImprovement = (id: string) =>
  useQuery({
    queryKey: ["performance", "improvement", id],
    queryFn: ({ signal }) => read(at("/api/v1/improvements/{id}", { id }), {}, signal),
  });

/** Reads everything about goals again. */
export function useGoalsAgain() {
  const cache = useQueryClient();
  return useCallback(() => void cache.invalidateQueries({ queryKey: ["performance"] }), [cache]);
}

/** Sends a change; whatever comes of it, the pages read again. */
export function usePost() {
  const again = useGoalsAgain();
  return useCallback(
    async <P extends Place<"POST">>(path: P, ...body: Given<Sent<"POST", P>>): Promise<Answer<"POST", P>> => {
      try {
        return await change("POST", path, ...body);
      } finally {
        again();
      }
    },
    [again],
  );
}

/** Where each step is sent. */
export const goalPath = {
  confirm: (id: string) => at("/api/v1/goals/{id}/confirm", { id }),
  question: (id: string) => at("/api/v1/goals/{id}/question", { id }),
  report: (id: string) => at("/api/v1/goals/{id}/progress", { id }),
  reportImprovement: (id: string) => at("/api/v1/improvements/{id}/progress", { id }),
  acknowledge: (id: string) => at("/api/v1/results/{id}/acknowledge", { id }),
  give: "/api/v1/goals",
  revise: (id: string) => at("/api/v1/goals/{id}/revise", { id }),
  cancel: (id: string) => at("/api/v1/goals/{id}/cancel", { id }),
  correct: (id: string) => at("/api/v1/progress/{id}/correct", { id }),
  issue: "/api/v1/results",
  improve: (id: string) => at("/api/v1/results/{id}/improvement", { id }),
} as const;

/** Where a number is sent: to a goal, or to an improvement item. */
export type NumberPlace = ReturnType<(typeof goalPath)["report" | "reportImprovement"]>;
