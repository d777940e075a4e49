import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import { at, change, read } from "@/api/request";
import type { FieldPatch, NewField } from "./model";

/** The fields HR has defined, in their order. */
export const useFields = (enabled = true) =>
  useQuery({
    queryKey: ["field", "list"],
    enabled,
    queryFn: ({ signal }) => read("/api/v1/fields", {}, signal),
  });

/** The fields of one employment that are open to the reader. */
export const useFieldValues = (employment: string) =>
  useQuery({
    queryKey: ["field", "of", employment],
    queryFn: ({ signal }) => read(at("/api/v1/people/{id}/fields", { id: employment }), {}, signal),
  });

export function useDefineField() {
  const again = useAgain("field");
  return useMutation({
    mutationFn: (field: NewField) => change("POST", "/api/v1/fields", field),
    onSuccess: again,
  });
}

export function useChangeField(id: string) {
  const again = useAgain("field");
  return useMutation({
    mutationFn: (patch: FieldPatch) => change("PATCH", at("/api/v1/fields/{id}", { id }), patch),
    onSuccess: again,
  });
}

/** Nobody is asked for it any more; its values are kept. */
export function useRetireField() {
  const again = useAgain("field");
  return useMutation({
    mutationFn: (id: string) => change("POST", at("/api/v1/fields/{id}/retire", { id })),
    onSuccess: again,
  });
}

/** Sets or clears (`null`) some fields of one employment, one after the other. */
export function useSetFields(employment: string) {
  const again = useAgain("field");
  return useMutation({
    mutationFn: async (values: readonly { field: string; value: string | null }[]) => {
      for (const { field, value } of values)
        await change("PUT", at("/api/v1/people/{id}/fields/{field}", { id: employment, field }), { value });
    },
    onSettled: again,
  });
}

/** Shows a sealed value on purpose; the server writes the reading down first. */
export const revealField = (employment: string, field: string) =>
  change("POST", at("/api/v1/people/{id}/fields/{field}/reveal", { id: employment, field })).then(
    ({ value }) => value ?? "",
  );
