import type { AccountView } from "../model";

/** The organisations accounts are linked in already, the commonest first: nobody types a corporation's id twice. */
export function organisations(accounts: readonly AccountView[], provider: string | undefined): string[] {
  const seen = new Map<string, number>();
  for (const one of accounts.flatMap(({ external }) => external))
    if (one.provider === provider) seen.set(one.corp, (seen.get(one.corp) ?? 0) + 1);
  return [...seen].sort(([, a], [, b]) => b - a).map(([corp]) => corp);
}
