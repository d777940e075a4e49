import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useMemo } from "react";
import { send } from "@/api/client";
import { useLive } from "@/api/live";
import { useUnread } from "@/features/notice/notice/hooks";
import { SessionProvider } from "@/shared/access/Session";
import { sessionQuery } from "@/shared/access/session";
import { ExplainProvider } from "@/shared/explain/ExplainProvider";
import { type Today, TodayProvider } from "@/shared/format/today";
import { ExplainSheet } from "@/shared/phone/ExplainSheet";
import { OfflineProvider } from "@/shared/phone/offline/OfflineProvider";
import { OfflineQueue } from "@/shared/phone/offline/queue";
import { browserStore } from "@/shared/phone/offline/store";
import { stale } from "../../stale";
import { pageOf } from "../explained";
import { useOwnTodos } from "../useOwnTodos";
import { type Tab, TabBar, tabs } from "./TabBar";

const queue = new OfflineQueue(browserStore, send);

/** What stands around every page of the phone: the queue, the explanations, the tabs on the four roots. */
export function PhoneShell() {
  const { data: session, dataUpdatedAt: toldAt } = useQuery(sessionQuery);
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const today = useMemo<Today | undefined>(
    () => (session ? { day: session.today, now: session.now, toldAt } : undefined),
    [session, toldAt],
  );
  useLive(session != null, stale);
  if (!session) return null;
  const root = tabs.find(({ to }) => to === (path.replace(/\/+$/, "") || "/"));
  return (
    <SessionProvider value={session}>
      <TodayProvider value={today}>
        <OfflineProvider queue={queue} owner={session.account.id}>
          <ExplainProvider hrefOf={pageOf} follow={(to) => void navigate({ to })}>
            <Outlet />
            {root && <Tabs here={root.key} />}
            <ExplainSheet />
          </ExplainProvider>
        </OfflineProvider>
      </TodayProvider>
    </SessionProvider>
  );
}

/** The tabs with how much waits behind them. */
function Tabs({ here }: { here: Tab }) {
  const todos = useOwnTodos().all?.length;
  const unread = useUnread().data?.unread;
  return (
    <TabBar
      here={here}
      counts={{ todo: todos, message: unread }}
      link={(to, props) => <Link to={to} {...props} />}
    />
  );
}
