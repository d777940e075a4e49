import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { read } from "@/api/request";
import { type AccountView, accountName, type Grant, type PermissionView, type Role } from "./model";

interface List<Row> {
  items: Row[];
  next?: string | null;
}

export const useRoles = (enabled = true) =>
  useQuery({
    queryKey: ["access", "roles"],
    enabled,
    queryFn: ({ signal }) => read<List<Role>>("/api/v1/roles", {}, signal),
  });

export const usePermissions = () =>
  useQuery({
    queryKey: ["access", "permissions"],
    staleTime: 600_000,
    queryFn: ({ signal }) => read<List<PermissionView>>("/api/v1/permissions", {}, signal),
  });

/** Roles given and not revoked, newest first. */
export const useGrants = (
  question: { role_id?: string; account_id?: string; after?: string; limit?: number },
  enabled = true,
) =>
  useQuery({
    queryKey: ["access", "grants", question],
    enabled,
    queryFn: ({ signal }) => read<List<Grant>>("/api/v1/grants", { limit: 50, ...question }, signal),
  });

interface AccountQuestion {
  /** The beginning of a login name, or words that begin the person's name, its pinyin, initials or number. */
  q?: string;
  active?: boolean;
  after?: string;
  limit?: number;
}

export const useAccounts = (question: AccountQuestion = {}, enabled = true) =>
  useQuery({
    queryKey: ["account", "list", question],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<List<AccountView>>("/api/v1/accounts", { ...question }, signal),
  });

/** One account, when somebody is named. */
export const useAccount = (id: string | undefined) =>
  useQuery({
    queryKey: ["account", "one", id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => read<AccountView>(`/api/v1/accounts/${id}`, {}, signal),
  });

const option = (one: AccountView) => ({ id: one.id, name: accountName(one), number: one.login });

/** The account an address names, for a field that chooses one: its name, never its id. */
export const useChosenAccount = (id: string | undefined) => {
  const found = useAccount(id).data;
  return found && option(found);
};

/** Accounts found by login name, or by their person's name, pinyin, initials or number: for choosing one. */
export const searchAccounts = (q: string) =>
  read<List<AccountView>>("/api/v1/accounts", { q, limit: 20 }).then(({ items }) => items.map(option));

/** Whether the installation is set up, and which ways in it has. */
export interface Doors {
  set_up: "done" | "open" | "needs_code";
  /** Whether passkeys work at this address. */
  passkeys: boolean;
  /** Other systems that can say who somebody is. */
  external: string[];
}

export const useDoors = () =>
  useQuery({
    queryKey: ["doors"],
    staleTime: 60_000,
    queryFn: ({ signal }) => read<Doors>("/api/v1/session/doors", {}, signal),
  });
