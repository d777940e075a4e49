import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import type { Schema } from "@/api/binding";
import { at, change, read } from "@/api/request";
import type { ExternalAccount } from "../model";

export const useSessionsOf = (account: string) =>
  useQuery({
    queryKey: ["account", "sessions", account],
    queryFn: ({ signal }) => read(at("/api/v1/accounts/{id}/sessions", { id: account }), {}, signal),
  });

export type Invitation = Schema<"InvitationView">;

export function useOpenAccount() {
  const again = useAgain("account");
  return useMutation({
    mutationFn: (body: Schema<"AccountBody">) => change("POST", "/api/v1/accounts", body),
    onSuccess: again,
  });
}

/** Disable, enable, unlock: what is done to a whole account. */
export function useAccountAct(account: string) {
  const again = useAgain("account");
  return useMutation({
    mutationFn: (act: "disable" | "enable" | "unlock") =>
      change("POST", at(`/api/v1/accounts/{id}/${act}`, { id: account })),
    onSuccess: again,
  });
}

/** Voids the password; the owner sets a new one with the code. */
export function useReset(account: string) {
  const again = useAgain("account");
  return useMutation({
    mutationFn: () => change("POST", at("/api/v1/accounts/{id}/reset", { id: account })),
    onSuccess: again,
  });
}

export function useEndSessions(account: string) {
  const again = useAgain("account");
  return useMutation({
    mutationFn: (session: string | undefined) =>
      change(
        "DELETE",
        session
          ? at("/api/v1/accounts/{id}/sessions/{session}", { id: account, session })
          : at("/api/v1/accounts/{id}/sessions", { id: account }),
      ),
    onSuccess: again,
  });
}

/** Links an account of another system: whoever holds it can come in. */
export function useLink(account: string) {
  const again = useAgain("account");
  return useMutation({
    mutationFn: (link: ExternalAccount) =>
      change("PUT", at("/api/v1/accounts/{id}/external", { id: account }), link),
    onSuccess: again,
  });
}

/** Unlinks whatever the account has at a provider. */
export function useUnlink(account: string) {
  const again = useAgain("account");
  return useMutation({
    mutationFn: (provider: string) =>
      change("DELETE", at("/api/v1/accounts/{id}/external", { id: account }), { provider }),
    onSuccess: again,
  });
}
