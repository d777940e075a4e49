import { useMutation, useQueryClient } from "@tanstack/react-query";
import { at, change } from "@/api/request";
import type { GradePatch, NewGrade, NewJob, NewPosition, PositionPatch } from "./model";

export type Catalogue = "jobs" | "grades" | "positions";

/** Changes a catalogue; whatever names jobs, grades or seats is read again. */
function useChange<Input>(send: (input: Input) => Promise<unknown>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => cache.invalidateQueries({ queryKey: ["org"] }),
  });
}

export const useAddJob = () => useChange((body: NewJob) => change("POST", "/api/v1/jobs", body));
export const useAddGrade = () => useChange((body: NewGrade) => change("POST", "/api/v1/grades", body));
export const useAddPosition = () =>
  useChange((body: NewPosition) => change("POST", "/api/v1/positions", body));

/** Posts that have it keep it; new ones are not offered it. */
export const useRetire = (from: "jobs" | "grades") =>
  useChange((id: string) => change("POST", at(`/api/v1/${from}/{id}/retire`, { id })));

export const useChangeGrade = (id: string) =>
  useChange((body: GradePatch) => change("PATCH", at("/api/v1/grades/{id}", { id }), body));

export const useChangePosition = (id: string) =>
  useChange((body: PositionPatch) => change("PATCH", at("/api/v1/positions/{id}", { id }), body));

/** From that day on the seat is gone. */
export const useClosePosition = (id: string) =>
  useChange((effective_on: string) =>
    change("POST", at("/api/v1/positions/{id}/close", { id }), { effective_on }),
  );
