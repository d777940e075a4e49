import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TodoCards } from "@/features/approval/case/phone/TodoCards";
import { GoalTodoRow } from "@/features/performance/goal/phone/GoalTodoRow";
import { Card } from "@/shared/phone/Card";
import { Segments } from "@/shared/phone/Choice";
import { LinkRow } from "@/shared/phone/LinkRow";
import { Page } from "@/shared/phone/Page";
import { Empty } from "@/shared/phone/States";
import { useOwnTodos } from "../useOwnTodos";

type View = "waiting" | "other" | "done";

/** What waits for one's answer, what else is to be done, what one has answered. */
export function TodoPage() {
  const { t } = useTranslation("phone");
  const todos = useOwnTodos();
  const [chosen, setView] = useState<View>();
  // Opens where something waits.
  const view = chosen ?? (todos.approvals === 0 && todos.goals?.length ? "other" : "waiting");
  const counted = (words: string, count: number | undefined) => (count ? `${words} ${count}` : words);
  return (
    <Page title={t("common:tab.todo")}>
      <Segments<View>
        full
        label={t("common:tab.todo")}
        value={view}
        onChange={setView}
        segments={[
          { value: "waiting", title: counted(t("todo.waiting"), todos.approvals) },
          { value: "other", title: counted(t("todo.other"), todos.goals?.length) },
          { value: "done", title: t("todo.done") },
        ]}
      />
      {view === "other" ? (
        todos.goals?.length ? (
          <Card rows label={t("todo.other")}>
            {todos.goals.map((todo) => (
              <GoalTodoRow key={`${todo.kind}:${todo.goal_id ?? todo.result_id}`} todo={todo} />
            ))}
          </Card>
        ) : (
          <Empty title={t("todo.empty")}>{t("todo.empty_why")}</Empty>
        )
      ) : (
        <TodoCards which={view} />
      )}
      <Card rows label={t("home.requests")}>
        <LinkRow to="/leave" title={t("home.requests")} />
      </Card>
    </Page>
  );
}
