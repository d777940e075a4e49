import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, Changing, Place, Sent } from "@/api/binding";
import { newKey } from "@/api/idempotency";
import { problemOf } from "@/api/problem";
import { answered } from "@/api/request";
import { useQueue, useWaiting } from "./offline/OfflineProvider";
import type { Outcome, Waiting } from "./offline/queue";
import { useToast } from "./useToast";

/** What is sent with it; left out where nothing is taken. */
export type Said<M extends Changing, P extends Place<M>> = Pick<Waiting, "title" | "detail"> &
  (undefined extends Sent<M, P> ? { body?: undefined } : { body: Sent<M, P> });

type Send = <M extends Changing, P extends Place<M>>(
  method: M,
  path: P,
  said: Said<M, P>,
) => Promise<Outcome<Answer<M, P>>>;

/**
 * Hands a request to the queue. What could not be sent waits there and the person is told; a refusal the page shows at once
 * does not stay in the queue.
 */
export function useSend(): Send {
  const { t } = useTranslation();
  const queue = useQueue();
  const toast = useToast();
  return useCallback(
    async <M extends Changing, P extends Place<M>>(
      method: M,
      path: P,
      { title, detail, body }: Said<M, P>,
    ) => {
      const key = newKey();
      try {
        const outcome = await queue.submit({
          ...{ key, title, detail, method, path, body },
          writtenAt: new Date().toISOString(),
        });
        if (outcome.kind === "refused") await queue.discard(key);
        if (outcome.kind === "waiting") toast.done(t("offline.waiting"));
        return outcome.kind === "sent" ? { ...outcome, answer: answered<M, P>(outcome.answer) } : outcome;
      } catch (error) {
        return { kind: "refused", problem: problemOf(error) };
      }
    },
    [queue, t, toast],
  );
}

/** The request to this address that still waits on the phone, so that a page does not offer to make it twice. */
export const useWaitingFor = (path: string): Waiting | undefined =>
  useWaiting().find((waiting) => waiting.path === path);
