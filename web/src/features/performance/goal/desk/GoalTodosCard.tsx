import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "@/shared/desk/Card";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { useGoalTodos } from "../hooks";
import { type GoalTodo, todoPath } from "../model";
import { useMonth } from "../useMonth";
import styles from "./goal.module.css";

/** Most rows of a card of the workbench. */
const AT_MOST = 6;

/** What waits for oneself among goals and results, what is due first before the rest. */
export function GoalTodosCard({ covers }: { covers: ReactNode }) {
  const { t } = useTranslation("performance");
  const found = useGoalTodos().data?.items;
  if (!found || found.length === 0) return null;
  const rows = [...found].sort((a, b) => (a.due_on ?? "9999").localeCompare(b.due_on ?? "9999"));
  return (
    <Card title={t("todo.title")} aside={<Link to="/goals">{t("todo.all")}</Link>} covers={covers} flush>
      <ul className={styles.list}>
        {rows.slice(0, AT_MOST).map((todo) => (
          <Row key={`${todo.kind}:${todo.goal_id ?? todo.result_id}`} todo={todo} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ todo }: { todo: GoalTodo }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const month = useMonth();
  const { day: today } = useToday();
  return (
    <li>
      <Link to={todoPath(todo)}>{t(`todo.${todo.kind}`, { month: month(todo.month) })}</Link>
      <span className="caption">
        <Facts
          of={[
            todo.kind === "answer_question" && <Name key="who">{todo.employee.name}</Name>,
            todo.name,
            todo.due_on && (
              <span key="due" className={todo.due_on <= today ? styles.due : undefined}>
                {t("goal.due", { day: format.shortDay(todo.due_on) })}
              </span>
            ),
          ]}
        />
      </span>
    </li>
  );
}
