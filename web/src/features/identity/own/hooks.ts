import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import type { Schema } from "@/api/binding";
import { at, change, read } from "@/api/request";
import { makePasskey } from "@/shared/access/webauthn";

export const useOwnSessions = () =>
  useQuery({
    queryKey: ["session", "own"],
    queryFn: ({ signal }) => read("/api/v1/me/sessions", {}, signal),
  });

export function useEndOwnSession() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (id: string) => change("DELETE", at("/api/v1/me/sessions/{id}", { id })),
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

export type Passkey = Schema<"PasskeyView">;

export const usePasskeys = () =>
  useQuery({
    queryKey: ["session", "passkeys"],
    queryFn: ({ signal }) => read("/api/v1/me/passkeys", {}, signal),
  });

/** The whole ceremony: a challenge, the browser's authenticator, the name its owner gives it. */
export function useRegisterPasskey() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: async (name: string) => {
      const { token, options } = await change("POST", "/api/v1/me/passkeys/challenge");
      const credential = await makePasskey(options);
      return change("POST", "/api/v1/me/passkeys", { token, name, credential });
    },
    onSuccess: again,
  });
}

export function useRemovePasskey() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (id: string) => change("DELETE", at("/api/v1/me/passkeys/{id}", { id })),
    onSuccess: again,
  });
}

export const useTokens = (enabled: boolean) =>
  useQuery({
    queryKey: ["session", "tokens"],
    enabled,
    queryFn: ({ signal }) => read("/api/v1/tokens", {}, signal),
  });

export function useMakeToken() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (body: Schema<"TokenBody">) => change("POST", "/api/v1/tokens", body),
    onSuccess: again,
  });
}

export function useRevokeToken() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (id: string) => change("DELETE", at("/api/v1/tokens/{id}", { id })),
    onSuccess: again,
  });
}

export type TotpOffer = Schema<"TotpOffer">;

export const offerTotp = () => change("POST", "/api/v1/me/totp");

export function useConfirmTotp() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: (code: string) => change("PUT", "/api/v1/me/totp/confirmation", { code }),
    onSuccess: again,
  });
}

/** New codes that stand in for the app; those from before are over. */
export function useRenewCodes() {
  const again = useAgain("session");
  return useMutation({
    mutationFn: () => change("POST", "/api/v1/me/recovery-codes"),
    onSuccess: again,
  });
}

export function useRemoveTotp() {
  const again = useAgain("session");
  return useMutation({ mutationFn: () => change("DELETE", "/api/v1/me/totp"), onSuccess: again });
}
