import { useMutation } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import type { At, Body, Schema } from "@/api/binding";
import { at, change } from "@/api/request";

/** After a personnel event everything that shows people or the organisation is read again. */
const changed = ["people", "org", "leave"] as const;

export function useRecord(employment: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: Schema<"EventBody">) =>
      change("POST", at("/api/v1/people/{id}/events", { id: employment }), body),
    onSuccess: again,
  });
}

/** Puts another event in the place of a wrong one; both stay on record. */
export function useCorrect(employment: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: ({ event, body }: { event: string; body: Schema<"EventBody"> }) =>
      change("POST", at("/api/v1/people/{id}/events/{event}/correct", { id: employment, event }), body),
    onSuccess: again,
  });
}

/** Takes an event back as if it had never been. */
export function useCancelEvent(employment: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: ({ event, ...body }: Schema<"CancelBody"> & { event: string }) =>
      change("POST", at("/api/v1/people/{id}/events/{event}/cancel", { id: employment, event }), body),
    onSuccess: again,
  });
}

export function useHire() {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: Schema<"HireBody">) => change("POST", "/api/v1/people", body),
    onSuccess: again,
  });
}

/** Mends personal data; `null` clears a field. */
export function useEditPerson(employment: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: Body<"PATCH", At<"/api/v1/people/{id}">>) =>
      change("PATCH", at("/api/v1/people/{id}", { id: employment }), body),
    onSuccess: again,
  });
}
