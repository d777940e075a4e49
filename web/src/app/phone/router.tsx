import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { problemOf } from "@/api/problem";
import { sessionQuery } from "@/shared/access/session";
import { Failed, Skeleton } from "@/shared/phone/States";
import { HomePage } from "./HomePage";
import { PhoneShell } from "./shell/PhoneShell";

interface Context {
  cache: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet });

/** Everything behind sign-in. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const session = await context.cache.ensureQueryData(sessionQuery);
    if (!session)
      throw redirect({
        href: `/sign-in?next=${encodeURIComponent(`/m${location.href}`)}`,
        reloadDocument: true,
      });
  },
  component: PhoneShell,
});

const home = createRoute({ getParentRoute: () => signedIn, path: "/", component: HomePage });

const routes = root.addChildren([signedIn.addChildren([home])]);

export const newRouter = (cache: QueryClient) =>
  createRouter({
    routeTree: routes,
    basepath: "/m",
    context: { cache },
    defaultPendingComponent: Skeleton,
    defaultErrorComponent: ({ error, reset }) => <Failed problem={problemOf(error)} retry={reset} />,
    scrollRestoration: true,
  });
