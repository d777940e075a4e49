import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import type { Query, Schema } from "@/api/binding";
import { at, read } from "@/api/request";
import { type AccountView, accountName, roleOf } from "./model";

export const useRoles = (enabled = true) =>
  useQuery({
    queryKey: ["access", "roles"],
    enabled,
    queryFn: async ({ signal }) => ({ items: (await read("/api/v1/roles", {}, signal)).items.map(roleOf) }),
  });

export const usePermissions = () =>
  useQuery({
    queryKey: ["access", "permissions"],
    staleTime: 600_000,
    queryFn: ({ signal }) => read("/api/v1/permissions", {}, signal),
  });

/** Roles given and not revoked, newest first. */
export const useGrants = (question: Query<"GET", "/api/v1/grants">, enabled = true) =>
  useQuery({
    queryKey: ["access", "grants", question],
    enabled,
    queryFn: ({ signal }) => read("/api/v1/grants", { limit: 50, ...question }, signal),
  });

export const useAccounts = (question: Query<"GET", "/api/v1/accounts"> = {}, enabled = true) =>
  useQuery({
    queryKey: ["account", "list", question],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read("/api/v1/accounts", question, signal),
  });

/** One account, when somebody is named. */
export const useAccount = (id: string | undefined) =>
  useQuery({
    queryKey: ["account", "one", id],
    queryFn:
      id === undefined ? skipToken : ({ signal }) => read(at("/api/v1/accounts/{id}", { id }), {}, signal),
  });

const option = (one: AccountView) => ({ id: one.id, name: accountName(one), number: one.login });

/** The account an address names, for a field that chooses one: its name, never its id. */
export const useChosenAccount = (id: string | undefined) => {
  const found = useAccount(id).data;
  return found && option(found);
};

/** Accounts found by login name, or by their person's name, pinyin, initials or number: for choosing one. */
export const searchAccounts = (q: string) =>
  read("/api/v1/accounts", { q, limit: 20 }).then(({ items }) => items.map(option));

/** Whether the installation is set up, and which ways in it has. */
export type Doors = Schema<"DoorsView">;

export const useDoors = () =>
  useQuery({
    queryKey: ["doors"],
    staleTime: 60_000,
    queryFn: ({ signal }) => read("/api/v1/session/doors", {}, signal),
  });
