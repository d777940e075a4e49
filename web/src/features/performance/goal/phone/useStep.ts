import { useState } from "react";
import type { Answer, Place } from "@/api/binding";
import type { Problem } from "@/api/problem";
import type { Outcome } from "@/shared/phone/offline/queue";
import { type Said, useSend, useWaitingFor } from "@/shared/phone/useSend";
import { useGoalsAgain } from "../hooks";

/** One step sent through the queue: busy meanwhile, the refusal kept, everything about goals read again. */
export function useStep<P extends Place<"POST">>(path: P) {
  const send = useSend();
  const again = useGoalsAgain();
  const waiting = useWaitingFor(path);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const take = async (said: Said<"POST", P>): Promise<Outcome<Answer<"POST", P>>> => {
    setBusy(true);
    setProblem(undefined);
    const done = await send("POST", path, said);
    setBusy(false);
    again();
    if (done.kind === "refused") setProblem(done.problem);
    return done;
  };
  return { take, busy, problem, waiting };
}
