import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Problem, problemOf } from "@/api/problem";
import { at, change } from "@/api/request";
import type { Me } from "@/api/session";
import { meQuery } from "@/shared/access/session";

/** How somebody proves again who they are: with a secret of their own, recognised elsewhere, or by signing in anew. */
export type Way =
  | { kind: "password" }
  | { kind: "totp" }
  | { kind: "elsewhere"; provider: string }
  | { kind: "again" };

/**
 * The server refuses another system's word to whoever has a secret of their own, a passkey too; signing in with that is the
 * proof then. For those who come in by another system alone, signing in again proves nothing: they are recognised once more.
 */
export function wayOf({ password, totp, passkeys, external }: Me["factors"]): Way {
  if (password) return { kind: "password" };
  if (totp) return { kind: "totp" };
  const [provider] = external;
  return passkeys === 0 && provider !== undefined ? { kind: "elsewhere", provider } : { kind: "again" };
}

/** What the way there and back ended with, when not with the proof. */
const turnedAway = (): Problem | undefined => {
  const code = new URLSearchParams(window.location.search).get("problem");
  return code ? { code, status: 403 } : undefined;
};

/** Before a score is shown: the proof that it is still oneself. `here` is the page to come back to. */
export function useSecondLook(here: string, seen: () => void) {
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
        setBusy(false);
        seen();
      }),
    /** The browser goes to the other system and comes back here; busy until it has left. */
    goElsewhere: (provider: string) =>
      attempt(async () => {
        const path = at("/api/v1/session/second-look/external/{provider}", { provider });
        const { address } = await change("POST", path, { next: here });
        window.location.assign(address);
      }).catch(() => undefined),
  };
}
