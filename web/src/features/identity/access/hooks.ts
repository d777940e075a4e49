import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import { change, read } from "@/api/request";
import type { Scope } from "../model";

export interface NewGrant {
  account_id: string;
  role_id: string;
  scope: Scope;
  unit_id?: string;
  company_id?: string;
  first_day: string;
  last_day?: string;
}

export function useGive() {
  const again = useAgain("access");
  return useMutation({
    mutationFn: (grant: NewGrant) => change<{ id: string }>("POST", "/api/v1/grants", grant),
    onSuccess: again,
  });
}

export function useRevoke() {
  const again = useAgain("access");
  return useMutation({
    mutationFn: (id: string) => change("DELETE", `/api/v1/grants/${id}`),
    onSuccess: again,
  });
}

export interface Considered {
  role: string;
  permission: string;
  scope: Scope;
  covers: boolean;
  reason: string;
  classes: string[];
  missing: string[];
}

export interface AccessExplanation {
  permission: string;
  classes: string[];
  verdict: "allowed" | "forbidden" | "hidden";
  missing: string[];
  considered: Considered[];
  sight?: Considered[];
}

export interface WhyQuestion {
  account?: string;
  employment?: string;
  permission?: string;
  classes?: string[];
}

/** Why somebody may, or may not, do this to somebody: asked when everything is chosen. */
export const useWhy = ({ account, employment, permission, classes = [] }: WhyQuestion) =>
  useQuery({
    queryKey: ["access", "why", account, employment, permission, classes],
    enabled: Boolean(account && employment && permission),
    queryFn: ({ signal }) => {
      const query = new URLSearchParams(classes.map((one) => ["classes", one]));
      query.set("account_id", account ?? "");
      query.set("employment_id", employment ?? "");
      query.set("permission", permission ?? "");
      return read<AccessExplanation>(`/api/v1/access/explanation?${query}`, {}, signal);
    },
  });
