import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "@/api/idempotency";
import { problemOf } from "@/api/problem";
import { useQueue, useWaiting } from "./offline/OfflineProvider";
import type { Outcome, Waiting } from "./offline/queue";
import { useToast } from "./useToast";

type Request = Pick<Waiting, "title" | "detail" | "method" | "path" | "body">;

/**
 * Hands a request to the queue. What could not be sent waits there and the person is told; a refusal the page shows at once
 * does not stay in the queue.
 */
export function useSend(): (request: Request) => Promise<Outcome> {
  const { t } = useTranslation();
  const queue = useQueue();
  const toast = useToast();
  return useCallback(
    async (request) => {
      const key = newKey();
      try {
        const outcome = await queue.submit({ ...request, key, writtenAt: new Date().toISOString() });
        if (outcome.kind === "refused") await queue.discard(key);
        if (outcome.kind === "waiting") toast.done(t("offline.waiting"));
        return outcome;
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
