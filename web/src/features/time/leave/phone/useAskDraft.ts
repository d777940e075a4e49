import { useCallback, useState } from "react";
import { type Ask, readAsk } from "../model";

const keyOf = (account: string) => `heng.leave.draft.${account}`;

function kept(account: string): Ask | undefined {
  try {
    return readAsk(localStorage.getItem(keyOf(account)));
  } catch {
    return undefined;
  }
}

/** Keeps a draft for the page that opens next. */
export function keepAsk(account: string, ask: Ask | undefined): void {
  try {
    if (ask) localStorage.setItem(keyOf(account), JSON.stringify(ask));
    else localStorage.removeItem(keyOf(account));
  } catch {
    // A web view may forbid storage; the form still holds it.
  }
}

/** What is being written, kept on this phone until it is sent. */
export function useAskDraft(account: string): [Ask | undefined, (ask: Ask | undefined) => void] {
  const [ask, setAsk] = useState(() => kept(account));
  const change = useCallback(
    (next: Ask | undefined) => {
      keepAsk(account, next);
      setAsk(next);
    },
    [account],
  );
  return [ask, change];
}
