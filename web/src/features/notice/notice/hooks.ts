import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { change, read } from "@/api/request";
import type { NoticeView } from "./model";

interface Pages {
  items: NoticeView[];
  next?: string | null;
}

/** One's own messages, newest first, page after page. */
export const useNotices = (enabled = true) =>
  useInfiniteQuery({
    queryKey: ["notice", "list"],
    enabled,
    initialPageParam: "",
    getNextPageParam: (page: Pages) => page.next ?? undefined,
    queryFn: ({ pageParam, signal }) =>
      read<Pages>("/api/v1/notices", { after: pageParam, limit: 30 }, signal),
  });

/** How many of one's own messages are unread. */
export const useUnread = (enabled = true) =>
  useQuery({
    queryKey: ["notice", "unread"],
    enabled,
    queryFn: ({ signal }) => read<{ unread: number }>("/api/v1/notices/unread", {}, signal),
  });

/** Marks one message as read, or all of them. Asking twice changes nothing. */
export function useMarkRead() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string | "all") =>
      change("POST", id === "all" ? "/api/v1/notices/read" : `/api/v1/notices/${id}/read`),
    onSettled: () => cache.invalidateQueries({ queryKey: ["notice"] }),
  });
}
