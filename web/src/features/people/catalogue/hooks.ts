import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, read } from "@/api/request";
import type { GradePatch, NewGrade, NewJob, NewPosition, PositionPatch, PositionView } from "./model";

/** The seats in sight with how many are held on the day. */
export const usePositions = (asOf: { as_of?: string }, unit?: string, enabled = true) =>
  useQuery({
    queryKey: ["org", "positions", asOf.as_of ?? "", unit ?? ""],
    enabled,
    queryFn: ({ signal }) => read<{ items: PositionView[] }>("/api/v1/positions", { ...asOf, unit }, signal),
  });

const paths = { jobs: "/api/v1/jobs", grades: "/api/v1/grades", positions: "/api/v1/positions" } as const;
export type Catalogue = keyof typeof paths;

/** Changes a catalogue; whatever names jobs, grades or seats is read again. */
function useChange<Input>(send: (input: Input) => Promise<unknown>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => cache.invalidateQueries({ queryKey: ["org"] }),
  });
}

export const useAdd = <Body extends NewJob | NewGrade | NewPosition>(to: Catalogue) =>
  useChange((body: Body) => change("POST", paths[to], body));

/** Posts that have it keep it; new ones are not offered it. */
export const useRetire = (from: "jobs" | "grades") =>
  useChange((id: string) => change("POST", `${paths[from]}/${id}/retire`));

export const useChangeGrade = (id: string) =>
  useChange((body: GradePatch) => change("PATCH", `${paths.grades}/${id}`, body));

export const useChangePosition = (id: string) =>
  useChange((body: PositionPatch) => change("PATCH", `${paths.positions}/${id}`, body));

/** From that day on the seat is gone. */
export const useClosePosition = (id: string) =>
  useChange((effective_on: string) => change("POST", `${paths.positions}/${id}/close`, { effective_on }));
