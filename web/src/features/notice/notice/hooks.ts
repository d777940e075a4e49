import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { at, change, read } from "@/api/request";

/** One's own messages, newest first, page after page. */
export const useNotices = (enabled = true) =>
  useInfiniteQuery({
    queryKey: ["notice", "list"],
    enabled,
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => read("/api/v1/notices", { after: pageParam, limit: 30 }, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** How many of one's own messages are unread. */
export const useUnread = (enabled = true) =>
  useQuery({
    queryKey: ["notice", "unread"],
    enabled,
    queryFn: ({ signal }) => read("/api/v1/notices/unread", {}, signal),
  });

/** Marks one message as read, or all of them. Asking twice changes nothing. */
export function useMarkRead() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string | "all") =>
      change("POST", id === "all" ? "/api/v1/notices/read" : at("/api/v1/notices/{id}/read", { id })),
    onSettled: () => cache.invalidateQueries({ queryKey: ["notice"] }),
  });
}
