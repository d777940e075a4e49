import { useTodos } from "@/features/approval/case/hooks";
import type { TodoView } from "@/features/approval/case/model";
import { useGoalTodos } from "@/features/performance/goal/hooks";
import type { GoalTodo } from "@/features/performance/goal/model";
import { useCan, useSession } from "@/shared/access/Session";
import type { Waits } from "./todos";

export type OwnTodo = Waits & ({ of: "approval"; row: TodoView } | { of: "goal"; row: GoalTodo });

const ofCase = (row: TodoView): OwnTodo => ({
  of: "approval",
  row,
  key: `${row.case_id}:${row.node}`,
  since: row.asked_at ?? undefined,
});

const ofGoal = (row: GoalTodo): OwnTodo => ({
  of: "goal",
  row,
  key: `${row.kind}:${row.goal_id ?? row.result_id}`,
  due: row.due_on ?? undefined,
});

/** Everything that waits for the reader, over all modules; `undefined` while nothing has come yet. */
export function useOwnTodos() {
  const employed = useSession()?.employment !== undefined;
  const [decides, reads] = [useCan("approval.decide"), useCan("goal.read")];
  const cases = useTodos("waiting", undefined, 50);
  const goals = useGoalTodos(employed && reads);
  const known = [cases, goals].filter(({ data }) => data !== undefined);
  return {
    all:
      known.length === 0
        ? undefined
        : [...(cases.data?.items.map(ofCase) ?? []), ...(goals.data?.items.map(ofGoal) ?? [])],
    approvals: cases.data?.items.length,
    goals: goals.data?.items,
    decides,
    error: cases.error ?? goals.error,
    again: () => void Promise.all([cases.refetch(), goals.refetch()]),
  };
}
