import { queryOptions } from "@tanstack/react-query";
import { send } from "@/api/client";
import { isSignedOut, problemOf } from "@/api/problem";
import type { Session } from "@/api/session";

/** Who is signed in; `null` when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return (await send("GET", "/api/v1/session", undefined, "", signal)) as Session;
    } catch (error) {
      if (isSignedOut(problemOf(error))) return null;
      throw error;
    }
  },
});
