import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { read } from "@/api/request";
import type { AccountView, PermissionView, Role } from "./model";

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

interface AccountQuestion {
  login?: string;
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

/** Accounts whose login name begins like this, for choosing one. */
export const findAccounts = (login: string) =>
  read<List<AccountView>>("/api/v1/accounts", { login, limit: 20 }).then(({ items }) => items);

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
