import { useQueryClient } from "@tanstack/react-query";

/** After a change: whatever is kept under keys that begin with one of these words is read again. */
export function useAgain(...begins: readonly string[]): () => Promise<void> {
  const cache = useQueryClient();
  return async () => {
    await Promise.all(begins.map((begin) => cache.invalidateQueries({ queryKey: [begin] })));
  };
}
