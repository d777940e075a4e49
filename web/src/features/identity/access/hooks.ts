import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import type { Query, Schema } from "@/api/binding";
import { at, change, read } from "@/api/request";

export type NewGrant = Schema<"GrantBody">;

export function useGive() {
  const again = useAgain("access");
  return useMutation({
    mutationFn: (grant: NewGrant) => change("POST", "/api/v1/grants", grant),
    onSuccess: again,
  });
}

export function useRevoke() {
  const again = useAgain("access");
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
