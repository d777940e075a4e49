import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import { change, read } from "@/api/request";
import type { UnitKind, UnitVersion, UnitView } from "../model";

/** One unit as of a day with its past and planned states. */
export const useUnit = (id: string | undefined, asOf: { as_of?: string }) =>
  useQuery({
    queryKey: ["org", "unit", id, asOf.as_of ?? ""],
    enabled: id !== undefined,
    queryFn: ({ signal }) =>
      read<{ unit?: UnitView | null; versions: UnitVersion[] }>(`/api/v1/units/${id}`, asOf, signal),
  });

const changed = ["org", "people"] as const;

export interface NewUnit {
  kind: UnitKind;
  code: string;
  effective_on: string;
  name: string;
  name_en?: string;
  parent?: string;
  head?: string;
}

export function useCreateUnit() {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: NewUnit) => change<{ id: string }>("POST", "/api/v1/units", body),
    onSuccess: again,
  });
}

/** `null` clears; what is left out stays. */
export interface UnitChange {
  effective_on: string;
  name?: string;
  parent?: string;
  head?: string | null;
  cost_centre?: string | null;
  place?: string | null;
}

export function useChangeUnit(id: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: UnitChange) => change("PATCH", `/api/v1/units/${id}`, body),
    onSuccess: again,
  });
}

/** Several units become part of another; their people and units move with them. */
export function useMergeUnits() {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: { effective_on: string; from: string[]; into: string; note?: string }) =>
      change("POST", "/api/v1/units/merge", body),
    onSuccess: again,
  });
}

export function useCloseUnit(id: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: { effective_on: string; everything_to?: string; note?: string }) =>
      change("POST", `/api/v1/units/${id}/close`, body),
    onSuccess: again,
  });
}
