import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from "react";
import type { OfflineQueue, Waiting } from "./queue";

/** Milliseconds between two tries while something waits. */
const AGAIN = 15_000;

const QueueContext = createContext<OfflineQueue | undefined>(undefined);

interface Props {
  queue: OfflineQueue;
  /** The account signed in. */
  owner: string | undefined;
  children: ReactNode;
}

/** Sends what waits whenever the line comes back or the page comes to the front. */
export function OfflineProvider({ queue, owner, children }: Props) {
  useEffect(() => {
    const flush = () => void queue.flush();
    const front = () => document.visibilityState === "visible" && flush();
    void queue.actAs(owner).then(flush);
    // A server that was away for a moment tells nobody that it is back.
    const again = setInterval(() => {
      if (queue.list().some(({ state }) => state === "waiting")) front();
    }, AGAIN);
    window.addEventListener("online", flush);
    document.addEventListener("visibilitychange", front);
    return () => {
      clearInterval(again);
      window.removeEventListener("online", flush);
      document.removeEventListener("visibilitychange", front);
    };
  }, [queue, owner]);
  return <QueueContext value={queue}>{children}</QueueContext>;
}

/** The queue every request of the phone goes through. */
export function useQueue(): OfflineQueue {
  const queue = useContext(QueueContext);
  if (!queue) throw new Error("OfflineProvider is missing");
  return queue;
}

/** The requests that wait on this device. */
export function useWaiting(): readonly Waiting[] {
  const queue = useQueue();
  return useSyncExternalStore(queue.subscribe, queue.list);
}

const subscribeToLine = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};

export const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribeToLine,
    () => navigator.onLine,
    () => true,
  );
