import { QueryClient } from "@tanstack/react-query";
import { problemOf } from "@/api/problem";

/** Waiting helps: the server could not be reached or was busy. Anything else would be refused again. */
const worthAgain = (error: unknown): boolean => {
  const { status } = problemOf(error);
  return status === 0 || status === 503;
};

export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: (failures, error) => failures < 2 && worthAgain(error) },
      mutations: { retry: false },
    },
  });
