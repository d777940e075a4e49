import { useTranslation } from "react-i18next";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { LinkRow } from "@/shared/phone/LinkRow";
import { type GoalTodo, todoPath } from "../model";
import { useMonth } from "../useMonth";

/** Something about goals that waits for oneself. */
export function GoalTodoRow({ todo }: { todo: GoalTodo }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const month = useMonth();
  const { day: today } = useToday();
  return (
    <LinkRow
      to={todoPath(todo)}
      title={t(`todo.${todo.kind}`, { month: month(todo.month) })}
      detail={
        <Facts
          of={[
            todo.due_on && (
              <span key="due" className={todo.due_on <= today ? "due" : undefined}>
                {t("goal.due", { day: format.phoneDay(todo.due_on) })}
              </span>
            ),
            todo.kind === "answer_question" && <Name key="who">{todo.employee.name}</Name>,
            todo.name,
          ]}
        />
      }
    />
  );
}
