import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, read } from "@/api/request";
import type { SessionView } from "../model";

export const useOwnSessions = () =>
  useQuery({
    queryKey: ["session", "own"],
    queryFn: ({ signal }) => read<{ items: SessionView[] }>("/api/v1/me/sessions", {}, signal),
  });

function useAgain() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ["session"] });
}

export function useEndOwnSession() {
  const again = useAgain();
  return useMutation({
    mutationFn: (id: string) => change("DELETE", `/api/v1/me/sessions/${id}`),
    onSuccess: again,
  });
}

/** Every other session and token ends with it. */
export function useChangePassword() {
  const again = useAgain();
  return useMutation({
    mutationFn: (body: { current: string; new: string }) => change("PUT", "/api/v1/me/password", body),
    onSuccess: again,
  });
}

/** Proves again who one is, before the ways in are changed. */
export const secondLook = (password: string) =>
  change("POST", "/api/v1/session/second-look", { kind: "password", password });

export interface TotpOffer {
  secret: string;
  address: string;
}

export const offerTotp = () => change<TotpOffer>("POST", "/api/v1/me/totp");

export function useConfirmTotp() {
  const again = useAgain();
  return useMutation({
    mutationFn: (code: string) =>
      change<{ codes: string[] }>("PUT", "/api/v1/me/totp/confirmation", { code }),
    onSuccess: again,
  });
}

export function useRemoveTotp() {
  const again = useAgain();
  return useMutation({ mutationFn: () => change("DELETE", "/api/v1/me/totp"), onSuccess: again });
}
