import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { linkTo } from "./request";

/** What a look-again of the live stream makes stale (`todo`, `notice` …): the beginnings of query keys. */
export type Stale = Record<string, readonly (readonly unknown[])[]>;

/**
 * Listens to `/api/v1/live` while the page is open. The stream says only *that* something changed, never what: the page then
 * asks again with the reader's own rights. After a gap everything that events can touch is asked again.
 */
export function useLive(enabled: boolean, stale: Stale): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (!enabled || typeof EventSource === "undefined") return;
    const stream = new EventSource(linkTo("/api/v1/live", {}));
    const refresh = (keys: readonly (readonly unknown[])[]) => {
      for (const queryKey of keys) void cache.invalidateQueries({ queryKey });
    };
    let gap = false;
    stream.onerror = () => {
      gap = true;
    };
    stream.onopen = () => {
      if (gap) refresh(Object.values(stale).flat());
      gap = false;
    };
    stream.addEventListener("look", ({ data }: MessageEvent<string>) => {
      refresh(data === "all" ? Object.values(stale).flat() : (stale[data] ?? []));
    });
    return () => stream.close();
  }, [cache, enabled, stale]);
}
