import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import type { Answer } from "@/api/binding";
import { at, change, read } from "@/api/request";
import { type BatchAnswer, type DecisionBody, inLots, type TodoView } from "./model";

/** What waits for one's answer, longest first, or what one has answered, last first. */
export const useTodos = (which: "waiting" | "done", after?: string, limit = 50) =>
  useQuery({
    queryKey: ["approval", "todo", which, after ?? "", limit],
    queryFn: ({ signal }) => read("/api/v1/approvals", { which, after, limit }, signal),
  });

/** How many cases wait for one's answer. */
export const useTodoTotal = (enabled = true) =>
  useQuery({
    queryKey: ["approval", "total"],
    enabled,
    queryFn: ({ signal }) => read("/api/v1/approvals/total", {}, signal),
  });

export const useCase = (id: string | undefined) =>
  useQuery({
    queryKey: ["approval", "case", id],
    queryFn:
      id === undefined ? skipToken : ({ signal }) => read(at("/api/v1/approvals/{id}", { id }), {}, signal),
  });

/** Everything that waits for one's answer, page after page: for answering all of it. */
export async function allWaiting(): Promise<TodoView[]> {
  const found: TodoView[] = [];
  let after: string | undefined;
  do {
    const page: Answer<"GET", "/api/v1/approvals"> = await read("/api/v1/approvals", {
      which: "waiting",
      after,
      limit: 200,
    });
    found.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return found;
}

/** The cases of an employee, newest first. */
export const useCasesOf = (employment: string) =>
  useQuery({
    queryKey: ["approval", "of", employment],
    queryFn: ({ signal }) =>
      read(at("/api/v1/employees/{id}/approvals", { id: employment }), { limit: 20 }, signal),
  });

/** Where the answer to a case is sent. */
export const decidePath = (id: string) => at("/api/v1/approvals/{id}/decide", { id });

/** Answers one case. A page that is behind is refused by the server; the case is read again either way. */
export function useDecide() {
  const again = useAgain("approval");
  return useMutation({
    mutationFn: ({ id, ...body }: DecisionBody & { id: string }) => change("POST", decidePath(id), body),
    onSettled: again,
  });
}

/** Answers several cases alike. Each is decided by itself: one that has changed meanwhile stops none of the others. */
export function useDecideMany() {
  const again = useAgain("approval");
  return useMutation({
    mutationFn: async ({
      rows,
      ...answer
    }: Pick<DecisionBody, "outcome" | "comment"> & { rows: TodoView[] }) => {
      const answers: BatchAnswer[] = [];
      for (const lot of inLots(rows)) {
        const decisions = lot.map(({ case_id, node, version, content }) => ({
          case_id,
          node,
          version,
          content,
          ...answer,
        }));
        const { items } = await change("POST", "/api/v1/approvals/decide", { decisions });
        answers.push(...items);
      }
      return answers;
    },
    onSettled: again,
  });
}

/** Tries the effect of an approved request again. */
export function useRetryEffect() {
  const again = useAgain("approval");
  return useMutation({
    mutationFn: (id: string) => change("POST", at("/api/v1/approvals/{id}/retry", { id })),
    onSettled: again,
  });
}
