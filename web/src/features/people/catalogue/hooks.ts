import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { at, change, read } from "@/api/request";
import type { NewGrade, NewJob, NewPosition } from "./model";

/** The seats in sight with how many are held on the day. */
export const usePositions = (asOf: { as_of?: string }, unit?: string) =>
  useQuery({
    queryKey: ["org", "positions", asOf.as_of ?? "", unit ?? ""],
    queryFn: ({ signal }) => read("/api/v1/positions", { ...asOf, unit }, signal),
  });

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

/** Posts that have the job keep it; new ones are not offered it. */
export const useRetireJob = () =>
  useChange((id: string) => change("POST", at("/api/v1/jobs/{id}/retire", { id })));
