import { useState } from "react";
import type { Problem } from "@/api/problem";
import type { Outcome } from "@/shared/phone/offline/queue";
import { useSend, useWaitingFor } from "@/shared/phone/useSend";
import { useGoalsAgain } from "../hooks";

interface Said {
  /** How it is called while it waits. */
  title: string;
  detail?: string;
  body: unknown;
}

/** One step sent through the queue: busy meanwhile, the refusal kept, everything about goals read again. */
export function useStep(path: string) {
  const send = useSend();
  const again = useGoalsAgain();
  const waiting = useWaitingFor(path);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const take = async (said: Said): Promise<Outcome> => {
    setBusy(true);
    setProblem(undefined);
    const done = await send({ ...said, method: "POST", path });
    setBusy(false);
    again();
    if (done.kind === "refused") setProblem(done.problem);
    return done;
  };
  return { take, busy, problem, waiting };
}
