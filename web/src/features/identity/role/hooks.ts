import { useMutation, useQueryClient } from "@tanstack/react-query";
import { at, change } from "@/api/request";
import type { RoleBody } from "../model";

function useAgain() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ["access"] });
}

/** Makes a role, or replaces one of one's own; answers its id. */
export function useSaveRole(id: string | undefined) {
  const again = useAgain();
  return useMutation({
    mutationFn: (role: RoleBody): Promise<string> =>
      id
        ? change("PUT", at("/api/v1/roles/{id}", { id }), role).then(() => id)
        : change("POST", "/api/v1/roles", role).then((made) => made.id),
    onSuccess: again,
  });
}

/** Removes an own role that nobody ever had. */
export function useRemoveRole() {
  const again = useAgain();
  return useMutation({
    mutationFn: (id: string) => change("DELETE", at("/api/v1/roles/{id}", { id })),
    onSuccess: again,
  });
}
