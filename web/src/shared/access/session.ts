import { queryOptions } from "@tanstack/react-query";
import { isSignedOut, problemOf } from "@/api/problem";
import { read } from "@/api/request";
import { type Me, type Session, sessionOf } from "@/api/session";

/** The reader's own page of facts; `null` when nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ["session", "me"],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await read("/api/v1/me", {}, signal);
    } catch (error) {
      if (isSignedOut(problemOf(error))) return null;
      throw error;
    }
  },
});

/** Who is signed in; `null` when nobody is. */
export const sessionQuery = queryOptions({
  ...meQuery,
  select: (me: Me | null): Session | null => me && sessionOf(me),
});
