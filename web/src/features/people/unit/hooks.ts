import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import type { Schema } from "@/api/binding";
import { at, change, read } from "@/api/request";

/** One unit as of a day with its past and planned states. */
export const useUnit = (id: string | undefined, asOf: { as_of?: string }) =>
  useQuery({
    queryKey: ["org", "unit", id, asOf.as_of ?? ""],
    queryFn:
      id === undefined ? skipToken : ({ signal }) => read(at("/api/v1/units/{id}", { id }), asOf, signal),
  });

const changed = ["org", "people"] as const;

export type NewUnit = Schema<"CreateBody">;

export function useCreateUnit() {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: NewUnit) => change("POST", "/api/v1/units", body),
    onSuccess: again,
  });
}

/** `null` clears; what is left out stays. */
export type UnitChange = Schema<"ChangeBody">;

export function useChangeUnit(id: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: UnitChange) => change("PATCH", at("/api/v1/units/{id}", { id }), body),
    onSuccess: again,
  });
}

/** Several units become part of another; their people and units move with them. */
export function useMergeUnits() {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: Schema<"MergeBody">) => change("POST", "/api/v1/units/merge", body),
    onSuccess: again,
  });
}

/** Takes a change of a unit back; what a closing moved elsewhere comes back with it. */
export function useCancelUnitChange(id: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (of: string) =>
      change("POST", at("/api/v1/units/{id}/changes/{change}/cancel", { id, change: of })),
    onSuccess: again,
  });
}

export function useCloseUnit(id: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: Schema<"CloseBody">) => change("POST", at("/api/v1/units/{id}/close", { id }), body),
    onSuccess: again,
  });
}
