import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import i18n from "i18next";
import { problemOf } from "@/api/problem";
import { sessionQuery } from "@/shared/access/session";
import { Failed } from "@/shared/phone/States";
import { HomePage } from "./pages/HomePage";
import { NotFoundPage } from "./pages/NotFoundPage";
import { Opening } from "./shell/Opening";
import { PhoneShell } from "./shell/PhoneShell";

interface Context {
  cache: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet });

const door = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: lazyRouteComponent(() => import("./pages/DoorPage"), "DoorPage"),
});

/** Everything behind sign-in. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const session = await context.cache.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: "/sign-in", search: { next: `/m${location.href}` } as never });
  },
  component: PhoneShell,
});

/** The addresses that messages link to; the server knows them too. */
const pages = [
  createRoute({ getParentRoute: () => signedIn, path: "/", component: HomePage }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/todo",
    component: lazyRouteComponent(() => import("./pages/TodoPage"), "TodoPage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/messages",
    component: lazyRouteComponent(() => import("@/features/notice/notice/phone/NoticesPage"), "NoticesPage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/me",
    component: lazyRouteComponent(() => import("./pages/MePage"), "MePage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/leave",
    component: lazyRouteComponent(() => import("@/features/time/leave/phone/RequestsPage"), "RequestsPage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/leave/new",
    component: lazyRouteComponent(() => import("./pages/addressed"), "AskLeave"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/leave/$id",
    component: lazyRouteComponent(() => import("./pages/addressed"), "LeaveRequest"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/approvals/$id",
    component: lazyRouteComponent(() => import("./pages/addressed"), "Approval"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/goals",
    component: lazyRouteComponent(() => import("@/features/performance/goal/phone/GoalsPage"), "GoalsPage"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/goals/$id",
    component: lazyRouteComponent(() => import("./pages/addressed"), "Goal"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/goals/$id/revise",
    component: lazyRouteComponent(() => import("./pages/team"), "Revise"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/team",
    component: lazyRouteComponent(() => import("./pages/team"), "ThisMonth"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/team/$month",
    component: lazyRouteComponent(() => import("./pages/team"), "Team"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/team/$month/$id",
    component: lazyRouteComponent(() => import("./pages/team"), "Member"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/team/$month/$id/give",
    component: lazyRouteComponent(() => import("./pages/team"), "Give"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/team/$month/$id/issue",
    component: lazyRouteComponent(() => import("./pages/team"), "Issue"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/results/$id",
    component: lazyRouteComponent(() => import("./pages/addressed"), "Result"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/results/$id/improve",
    component: lazyRouteComponent(() => import("./pages/team"), "Improve"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/improvements/$id",
    component: lazyRouteComponent(() => import("./pages/addressed"), "Improvement"),
  }),
];

/** The words these pages speak in, beside those that every page has. */
const wordsOfPages = ["phone", "approval", "notice", "people", "performance", "time", "explain", "unit"];

/**
 * Fetches every page and its words while nothing else happens: who loses the line must still get from one to the other, and a
 * request that was written without a line leads to the list it waits in.
 */
export function fetchAllPages(): void {
  void i18n.loadNamespaces(wordsOfPages);
  for (const { options } of pages) {
    const page: unknown = options.component;
    if (typeof page === "function" && "preload" in page && typeof page.preload === "function")
      void (page.preload() as Promise<void>).catch(() => undefined);
  }
}

const routes = root.addChildren([door, signedIn.addChildren(pages)]);

export const newRouter = (cache: QueryClient) =>
  createRouter({
    routeTree: routes,
    basepath: "/m",
    context: { cache },
    defaultPendingComponent: Opening,
    defaultErrorComponent: ({ error, reset }) => (
      <div style={{ padding: "16px var(--gutter)" }}>
        <Failed problem={problemOf(error)} retry={reset} />
      </div>
    ),
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });
