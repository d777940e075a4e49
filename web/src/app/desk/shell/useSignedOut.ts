import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { problemOf } from "@/api/problem";

/** When the session has ended behind the page, it goes to the door and comes back afterwards. */
export function useSignedOut(): void {
  const cache = useQueryClient();
  useEffect(
    () =>
      cache.getQueryCache().subscribe(({ type, query }) => {
        if (type !== "updated" || query.state.status !== "error") return;
        if (problemOf(query.state.error).code !== "auth.required") return;
        location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
      }),
    [cache],
  );
}
