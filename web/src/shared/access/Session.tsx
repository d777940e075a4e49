import { createContext, type ReactNode, useContext } from "react";
import type { Permission } from "@/api/permissions";
import type { Session } from "@/api/session";

const SessionContext = createContext<Session | undefined>(undefined);

export const SessionProvider = SessionContext.Provider;

/** Who is signed in; absent on the pages before sign-in. */
export const useSession = (): Session | undefined => useContext(SessionContext);

/** Whether the reader holds a permission at all. The server decides each case; this only decides what is offered. */
export function useCan(permission: Permission | undefined): boolean {
  const session = useSession();
  return permission === undefined || (session?.permissions.includes(permission) ?? false);
}

/** Whether the reader holds a permission over the whole group: what belongs to no company asks for that. */
export function useCanEverywhere(permission: Permission): boolean {
  return useSession()?.everywhere.includes(permission) ?? false;
}

/** Shows its children to those who hold the permission. Where one would look for it, say why not instead: `WhyNot`. */
export function Can({ permission, children }: { permission: Permission; children: ReactNode }) {
  return useCan(permission) ? children : null;
}
