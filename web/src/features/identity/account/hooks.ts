import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import { address, change, read } from "@/api/request";
import type { ExternalAccount, SessionView } from "../model";

export const useSessionsOf = (account: string) =>
  useQuery({
    queryKey: ["account", "sessions", account],
    queryFn: ({ signal }) =>
      read<{ items: SessionView[] }>(`/api/v1/accounts/${account}/sessions`, {}, signal),
  });

export interface Invitation {
  account: string;
  code: string;
}

export function useOpenAccount() {
  const again = useAgain("account");
  return useMutation({
    mutationFn: (body: { login: string; display_name?: string; person_id?: string }) =>
      change<Invitation>("POST", "/api/v1/accounts", body),
    onSuccess: again,
  });
}

/** Disable, enable, unlock: what is done to a whole account. */
export function useAccountAct(account: string) {
  const again = useAgain("account");
  return useMutation({
    mutationFn: (act: "disable" | "enable" | "unlock") =>
      change("POST", `/api/v1/accounts/${account}/${act}`),
    onSuccess: again,
  });
}

/** Voids the password; the owner sets a new one with the code. */
export function useReset(account: string) {
  const again = useAgain("account");
  return useMutation({
    mutationFn: () => change<Invitation>("POST", `/api/v1/accounts/${account}/reset`),
    onSuccess: again,
  });
}

export function useEndSessions(account: string) {
  const again = useAgain("account");
  return useMutation({
    mutationFn: (session: string | undefined) =>
      change("DELETE", `/api/v1/accounts/${account}/sessions${session ? `/${session}` : ""}`),
    onSuccess: again,
  });
}

/** Links an account of another system: whoever holds it can come in. */
export function useLink(account: string) {
  const again = useAgain("account");
  return useMutation({
    mutationFn: (link: ExternalAccount) => change("PUT", `/api/v1/accounts/${account}/external`, link),
    onSuccess: again,
  });
}

/** Unlinks whatever the account has at a provider. */
export function useUnlink(account: string) {
  const again = useAgain("account");
  return useMutation({
    mutationFn: (provider: string) =>
      change("DELETE", address(`/api/v1/accounts/${account}/external`, { provider })),
    onSuccess: again,
  });
}
