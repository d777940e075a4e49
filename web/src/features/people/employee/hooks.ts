import { useMutation } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import type { Problem } from "@/api/problem";
import { change } from "@/api/request";

/** What was taken as it is and may still be a slip of the hand. */
type Edited = { warnings: NonNullable<Problem["errors"]> };

/** After a personnel event everything that shows people or the organisation is read again. */
const changed = ["people", "org", "leave"] as const;

export function useRecord(employment: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      change<{ event_id: string }>("POST", `/api/v1/people/${employment}/events`, body),
    onSuccess: again,
  });
}

/** Puts another event in the place of a wrong one; both stay on record. */
export function useCorrect(employment: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: ({ event, body }: { event: string; body: Record<string, unknown> }) =>
      change<{ event_id: string }>("POST", `/api/v1/people/${employment}/events/${event}/correct`, body),
    onSuccess: again,
  });
}

/** Takes an event back as if it had never been. */
export function useCancelEvent(employment: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: ({ event, ...body }: { event: string; later?: "cancel"; note?: string }) =>
      change("POST", `/api/v1/people/${employment}/events/${event}/cancel`, body),
    onSuccess: again,
  });
}

export function useHire() {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      change<{ employment_id: string; number: string }>("POST", "/api/v1/people", body),
    onSuccess: again,
  });
}

/** Mends personal data; `null` clears a field. */
export function useEditPerson(employment: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      change<Edited>("PATCH", `/api/v1/people/${employment}`, body),
    onSuccess: again,
  });
}
