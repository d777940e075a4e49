import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import { change, read } from "@/api/request";
import {
  type BatchAnswer,
  type CaseRow,
  type CaseView,
  type DecisionBody,
  inLots,
  type TodoView,
  type Total,
} from "./model";

interface List<Row> {
  items: Row[];
  next?: string | null;
}

/** What waits for one's answer, longest first, or what one has answered, last first. */
export const useTodos = (which: "waiting" | "done", after?: string, limit = 50) =>
  useQuery({
    queryKey: ["approval", "todo", which, after ?? "", limit],
    queryFn: ({ signal }) => read<List<TodoView>>("/api/v1/approvals", { which, after, limit }, signal),
  });

/** How many cases wait for one's answer. */
export const useTodoTotal = (enabled = true) =>
  useQuery({
    queryKey: ["approval", "total"],
    enabled,
    queryFn: ({ signal }) => read<Total>("/api/v1/approvals/total", {}, signal),
  });

export const useCase = (id: string | undefined) =>
  useQuery({
    queryKey: ["approval", "case", id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => read<CaseView>(`/api/v1/approvals/${id}`, {}, signal),
  });

/** Everything that waits for one's answer, page after page: for answering all of it. */
export async function allWaiting(): Promise<TodoView[]> {
  const found: TodoView[] = [];
  let after: string | undefined;
  do {
    const page: List<TodoView> = await read("/api/v1/approvals", { which: "waiting", after, limit: 200 });
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
      read<List<CaseRow>>(`/api/v1/employees/${employment}/approvals`, { limit: 20 }, signal),
  });

/** Answers one case. A page that is behind is refused by the server; the case is read again either way. */
export function useDecide() {
  const again = useAgain("approval");
  return useMutation({
    mutationFn: ({ id, ...body }: DecisionBody & { id: string }) =>
      change<CaseView>("POST", `/api/v1/approvals/${id}/decide`, body),
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
        const { items } = await change<List<BatchAnswer>>("POST", "/api/v1/approvals/decide", { decisions });
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
    mutationFn: (id: string) => change<CaseView>("POST", `/api/v1/approvals/${id}/retry`),
    onSettled: again,
  });
}
