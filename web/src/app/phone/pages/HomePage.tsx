import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { CaseTodoRow } from "@/features/approval/case/phone/CaseTodoRow";
import { GoalsCard } from "@/features/performance/goal/phone/GoalsCard";
import { GoalTodoRow } from "@/features/performance/goal/phone/GoalTodoRow";
import { TeamCard } from "@/features/performance/goal/phone/TeamCard";
import { BalancesCard } from "@/features/time/leave/phone/BalancesCard";
import { useSession } from "@/shared/access/Session";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { Button, TextAction } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { LinkRow } from "@/shared/phone/LinkRow";
import { useOnline, useWaiting } from "@/shared/phone/offline/OfflineProvider";
import { OfflineNotice } from "@/shared/phone/offline/Waiting";
import { Page } from "@/shared/phone/Page";
import { Skeleton } from "@/shared/phone/States";
import { few } from "../todos";
import { type OwnTodo, useOwnTodos } from "../useOwnTodos";

/** Who one is, what is to be done, what one has left, where one's goals stand. */
export function HomePage() {
  const { t } = useTranslation("phone");
  const navigate = useNavigate();
  const session = useSession();
  const { day, now } = useToday();
  const format = useFormat();
  return (
    <Page title={t("common:brand")}>
      <Line />
      <header>
        <p className="small">
          <Facts of={[t(`home.greeting.${partOfDay(now)}`), format.phoneDay(day)]} />
        </p>
        <h2 className="title">
          <Name>{session?.employment?.name ?? session?.account.name ?? ""}</Name>
        </h2>
        <p className="small">
          <Facts of={[session?.employment?.number, session?.employment?.unit]} />
        </p>
      </header>
      <Todos />
      {session?.employment && (
        <>
          <BalancesCard
            aside={
              <TextAction onPress={() => void navigate({ to: "/leave/new" })}>
                {t("home.ask_leave")}
              </TextAction>
            }
          />
          <Card rows label={t("home.requests")}>
            <LinkRow to="/leave" title={t("home.requests")} />
          </Card>
          <GoalsCard />
          <TeamCard />
        </>
      )}
    </Page>
  );
}

/** By the clock of the phone. */
function partOfDay(now: string): string {
  const hour = new Date(now).getHours();
  if (hour >= 5 && hour < 11) return "morning";
  if (hour >= 11 && hour < 13) return "noon";
  return hour >= 13 && hour < 18 ? "afternoon" : "evening";
}

/** What waits on this phone, and whether there is a line. */
function Line() {
  const { t } = useTranslation("phone");
  const navigate = useNavigate();
  const online = useOnline();
  const waiting = useWaiting();
  if (!online) return <OfflineNotice waiting={waiting.length} />;
  const refused = waiting.filter(({ state }) => state === "refused").length;
  if (refused === 0) return null;
  return (
    <Notice
      tone="warning"
      title={t("home.refused", { count: refused })}
      action={
        <Button size="card" onPress={() => void navigate({ to: "/leave" })}>
          {t("home.look")}
        </Button>
      }
    />
  );
}

function Todos() {
  const { t } = useTranslation("phone");
  const format = useFormat();
  const todos = useOwnTodos();
  if (!todos.all)
    return todos.error ? (
      <Notice
        tone="warning"
        alert
        action={
          <Button size="card" onPress={todos.again}>
            {t("common:action.retry")}
          </Button>
        }
      >
        {problemWords(t, problemOf(todos.error))}
      </Notice>
    ) : (
      <Skeleton cards={1} />
    );
  const { first, more, by } = few(todos.all);
  if (first.length === 0)
    return (
      <Card label={t("common:tab.todo")}>
        <p className="small">{t("home.nothing")}</p>
      </Card>
    );
  return (
    <Card rows label={t("common:tab.todo")}>
      {first.map((todo) => (
        <TodoRow key={todo.key} todo={todo} />
      ))}
      {more > 0 && (
        <LinkRow
          to="/todo"
          title={
            by
              ? t("home.more_by", { count: more, day: format.phoneDay(by) })
              : t("home.more", { count: more })
          }
        />
      )}
    </Card>
  );
}

const TodoRow = ({ todo }: { todo: OwnTodo }) =>
  todo.of === "approval" ? <CaseTodoRow row={todo.row} /> : <GoalTodoRow todo={todo.row} />;
