import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Problem, ProblemError, problemOf } from "@/api/problem";
import { at, change } from "@/api/request";
import type { Me } from "@/api/session";
import { meQuery } from "./session";
import { knowsPasskeys, showPasskey } from "./webauthn";

/** How somebody proves again who they are: with a secret of their own, recognised elsewhere, or by signing in anew. */
export type Way =
  | { kind: "password" }
  | { kind: "totp" }
  | { kind: "passkey" }
  | { kind: "elsewhere"; provider: string }
  | { kind: "again" };

/**
 * The server refuses another system's word to whoever has a secret of their own. A passkey this browser cannot ask for is
 * shown by signing in with it; for those who come in by another system alone, signing in again proves nothing: they are
 * recognised once more.
 */
export function wayOf({ password, totp, passkeys, external }: Me["factors"], able = knowsPasskeys()): Way {
  if (password) return { kind: "password" };
  if (totp) return { kind: "totp" };
  if (passkeys > 0) return { kind: able ? "passkey" : "again" };
  const [provider] = external;
  return provider === undefined ? { kind: "again" } : { kind: "elsewhere", provider };
}

/** What the way there and back ended with, when not with the proof. */
export const turnedAway = (): Problem | undefined => {
  const code = new URLSearchParams(window.location.search).get("problem");
  return code ? { code, status: 403 } : undefined;
};

/** The browser says the same of a person who turned away and of a time that ran out. */
const noPasskey: Problem = { code: "passkey.turned_away", status: 0 };

/** A proof that it is still oneself. `here` is the page to come back to. */
export function useSecondLook(here: string, seen: () => unknown) {
  const factors = useQuery(meQuery).data?.factors;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(turnedAway);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
      throw error;
    }
  };
  const way = factors && wayOf(factors);
  return {
    way,
    busy,
    problem,
    /** Throws what the server refuses with; it is in `problem` too. */
    prove: (secret: string) =>
      attempt(async () => {
        await change(
          "POST",
          "/api/v1/session/second-look",
          way?.kind === "totp"
            ? { kind: "totp", code: secret.trim() }
            : { kind: "password", password: secret },
        );
        await seen();
        setBusy(false);
      }),
    /** The browser asks for a passkey of one's own. */
    provePasskey: () =>
      attempt(async () => {
        const { token, options } = await change("POST", "/api/v1/session/second-look/passkey/challenge");
        const credential = await showPasskey(options).catch((error: unknown) => {
          throw error instanceof ProblemError ? error : new ProblemError(noPasskey);
        });
        await change("POST", "/api/v1/session/second-look/passkey", { token, credential });
        await seen();
        setBusy(false);
      }).catch(() => undefined),
    /** The browser goes to the other system and comes back here; busy until it has left. */
    goElsewhere: (provider: string) =>
      attempt(async () => {
        const path = at("/api/v1/session/second-look/external/{provider}", { provider });
        const { address } = await change("POST", path, { next: here });
        window.location.assign(address);
      }).catch(() => undefined),
  };
}
