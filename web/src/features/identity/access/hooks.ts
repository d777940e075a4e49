import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Query, Schema } from "@/api/binding";
import { at, change, read } from "@/api/request";

export type NewGrant = Schema<"GrantBody">;

function useAgain() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ["access"] });
}

export function useGive() {
  const again = useAgain();
  return useMutation({
    mutationFn: (grant: NewGrant) => change("POST", "/api/v1/grants", grant),
    onSuccess: again,
  });
}

export function useRevoke() {
  const again = useAgain();
  return useMutation({
    mutationFn: (id: string) => change("DELETE", at("/api/v1/grants/{id}", { id })),
    onSuccess: again,
  });
}

export type Considered = Schema<"Considered">;

export interface WhyQuestion {
  account?: string;
  employment?: string;
  permission?: string;
  classes?: Query<"GET", "/api/v1/access/explanation">["classes"];
}

/** Why somebody may, or may not, do this to somebody: asked when everything is chosen. */
export const useWhy = ({ account, employment, permission, classes = [] }: WhyQuestion) =>
  useQuery({
    queryKey: ["access", "why", account, employment, permission, classes],
    queryFn:
      account && employment && permission
        ? ({ signal }) =>
            read(
              "/api/v1/access/explanation",
              { account_id: account, employment_id: employment, permission, classes },
              signal,
            )
        : skipToken,
  });
