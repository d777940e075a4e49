import { useMutation } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import { at, change } from "@/api/request";
import type { RoleBody } from "../model";

/** Makes a role, or replaces one of one's own; answers its id. */
export function useSaveRole(id: string | undefined) {
  const again = useAgain("access");
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
  const again = useAgain("access");
  return useMutation({
    mutationFn: (id: string) => change("DELETE", at("/api/v1/roles/{id}", { id })),
    onSuccess: again,
  });
}
