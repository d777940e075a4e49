import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import { change, read } from "@/api/request";
import { makePasskey } from "@/shared/access/webauthn";
import type { Challenge, SessionView } from "../model";

export const useOwnSessions = () =>
  useQuery({
    queryKey: ["session", "own"],
    queryFn: ({ signal }) => read<{ items: SessionView[] }>("/api/v1/me/sessions", {}, signal),
  });

export function useEndOwnSession() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (id: string) => change("DELETE", `/api/v1/me/sessions/${id}`),
    onSuccess: again,
  });
}

/** Every other session and token ends with it. */
export function useChangePassword() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (body: { current?: string; new: string }) => change("PUT", "/api/v1/me/password", body),
    onSuccess: again,
  });
}

export interface Passkey {
  id: string;
  name: string;
  created_at: string;
  used_at?: string | null;
}

export const usePasskeys = () =>
  useQuery({
    queryKey: ["session", "passkeys"],
    queryFn: ({ signal }) => read<{ items: Passkey[] }>("/api/v1/me/passkeys", {}, signal),
  });

/** The whole ceremony: a challenge, the browser's authenticator, the name its owner gives it. */
export function useRegisterPasskey() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: async (name: string) => {
      const { token, options } = await change<Challenge>("POST", "/api/v1/me/passkeys/challenge");
      const credential = await makePasskey(options);
      return change("POST", "/api/v1/me/passkeys", { token, name, credential });
    },
    onSuccess: again,
  });
}

export function useRemovePasskey() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (id: string) => change("DELETE", `/api/v1/me/passkeys/${id}`),
    onSuccess: again,
  });
}

export interface Token {
  id: string;
  account_id: string;
  name: string;
  rows: { permission: string; scope: string; classes: string[] }[];
  created_at: string;
  ends_at: string;
  used_at?: string | null;
}

export const useTokens = (enabled: boolean) =>
  useQuery({
    queryKey: ["session", "tokens"],
    enabled,
    queryFn: ({ signal }) => read<{ items: Token[] }>("/api/v1/tokens", {}, signal),
  });

export function useMakeToken() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (body: Pick<Token, "name" | "rows" | "ends_at">) =>
      change<{ id: string; token: string }>("POST", "/api/v1/tokens", body),
    onSuccess: again,
  });
}

export function useRevokeToken() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (id: string) => change("DELETE", `/api/v1/tokens/${id}`),
    onSuccess: again,
  });
}

export interface TotpOffer {
  secret: string;
  address: string;
}

export const offerTotp = () => change<TotpOffer>("POST", "/api/v1/me/totp");

export function useConfirmTotp() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (code: string) =>
      change<{ codes: string[] }>("PUT", "/api/v1/me/totp/confirmation", { code }),
    onSuccess: again,
  });
}

/** New codes that stand in for the app; those from before are over. */
export function useRenewCodes() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: () => change<{ codes: string[] }>("POST", "/api/v1/me/recovery-codes"),
    onSuccess: again,
  });
}

export function useRemoveTotp() {
  const again = useAgain("session");
  return useMutation({ mutationFn: () => change("DELETE", "/api/v1/me/totp"), onSuccess: again });
}
