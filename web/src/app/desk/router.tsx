import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { isMonth } from "@/features/performance/goal/months";
import { sessionQuery } from "@/shared/access/session";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import { isDay } from "@/shared/format/dates";
import { oneOf, searchOf, text, whole } from "./place";
import type { DeskSearch } from "./search";
import { Opening } from "./shell/Opening";
import { Shell } from "./shell/Shell";

interface Context {
  cache: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  validateSearch: (search: Record<string, unknown>): DeskSearch => ({
    as_of: isDay(search.as_of) ? search.as_of : undefined,
    scope: typeof search.scope === "string" ? search.scope : undefined,
  }),
  search: { middlewares: [retainSearchParams(["as_of", "scope"])] },
  component: Outlet,
  notFoundComponent: NotFound,
});

/** Everything behind sign-in, inside the frame. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const session = await context.cache.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ href: `/sign-in?next=${encodeURIComponent(location.href)}` });
  },
  component: Shell,
});

const workbench = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: lazyRouteComponent(() => import("./WorkbenchPage"), "WorkbenchPage"),
});

const entrance = () => import("./EntrancePages");
const wantsPage = (search: Record<string, unknown>): { next?: string } => ({
  next: typeof search.next === "string" ? search.next : undefined,
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: wantsPage,
  component: lazyRouteComponent(entrance, "SignIn"),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  component: lazyRouteComponent(entrance, "SetUp"),
});

const settings = () => import("./pages/Settings");
const imports = () => import("./pages/Import");
const own = () => import("./pages/Own");
const people = () => import("./pages/People");
const goals = () => import("./pages/Goals");
const monthText = (value: unknown) => (isMonth(value) ? value : undefined);
const goalStep = oneOf("revise", "cancel", "report", "question", "correct");
const pages = [
  createRoute({
    getParentRoute: () => signedIn,
    path: "/approvals",
    validateSearch: searchOf({ view: oneOf("done"), case: text, after: text, skip: whole }),
    component: lazyRouteComponent(() => import("./pages/Approvals"), "Approvals"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/people",
    validateSearch: searchOf({
      view: oneOf("planned", "probation", "confirmed", "left", "all"),
      unit: text,
      job: text,
      kind: text,
      q: text,
      sort: oneOf("number", "first_day"),
      person: text,
      after: text,
      skip: whole,
    }),
    component: lazyRouteComponent(people, "People"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/people/hire",
    validateSearch: searchOf({ again: text }),
    component: lazyRouteComponent(people, "Hire"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/people/expiring",
    validateSearch: searchOf({ days: whole, after: text, skip: whole }),
    component: lazyRouteComponent(people, "Expiring"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/people/$id",
    validateSearch: searchOf({ tab: text, case: text, event: text, correct: text, against: text }),
    component: lazyRouteComponent(people, "Employee"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/leave-requests/$id",
    component: lazyRouteComponent(people, "Request"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/organisation",
    validateSearch: searchOf({ unit: text, view: oneOf("vacant"), do: oneOf("create") }),
    component: lazyRouteComponent(people, "Organisation"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/goals",
    validateSearch: searchOf({
      view: oneOf("team", "results", "improvements"),
      month: monthText,
      state: oneOf("given", "questioned", "confirmed", "cancelled"),
      goal: text,
      person: text,
      do: oneOf("give", "revise", "cancel", "issue"),
      after: text,
      skip: whole,
    }),
    component: lazyRouteComponent(goals, "Goals"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/goals/$id",
    validateSearch: searchOf({ do: goalStep, number: text }),
    component: lazyRouteComponent(goals, "Goal"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/results/$id",
    validateSearch: searchOf({ do: oneOf("issue", "improve") }),
    component: lazyRouteComponent(goals, "Result"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/improvements/$id",
    validateSearch: searchOf({ do: goalStep, number: text }),
    component: lazyRouteComponent(goals, "Improvement"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/import",
    validateSearch: searchOf({ after: text, skip: whole }),
    component: lazyRouteComponent(imports, "Imports"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/import/$id",
    validateSearch: searchOf({
      view: oneOf("units", "changes", "columns"),
      severity: oneOf("error", "warning", "info"),
      code: text,
      outcome: oneOf("created", "changed", "unchanged", "refused", "skipped"),
      after: text,
      skip: whole,
    }),
    component: lazyRouteComponent(imports, "Batch"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/notices",
    component: lazyRouteComponent(own, "Notices"),
  }),
  createRoute({ getParentRoute: () => signedIn, path: "/me", component: lazyRouteComponent(own, "Me") }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings",
    component: lazyRouteComponent(settings, "Settings"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings/roles",
    validateSearch: searchOf({ view: oneOf("table") }),
    component: lazyRouteComponent(settings, "Roles"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings/roles/$id",
    validateSearch: searchOf({ edit: oneOf("yes"), from: text }),
    component: lazyRouteComponent(settings, "Role"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings/access",
    validateSearch: searchOf({
      view: oneOf("why"),
      role: text,
      account: text,
      employment: text,
      permission: text,
      after: text,
      skip: whole,
    }),
    component: lazyRouteComponent(settings, "Access"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings/accounts",
    validateSearch: searchOf({
      login: text,
      state: oneOf("active", "disabled"),
      account: text,
      after: text,
      skip: whole,
    }),
    component: lazyRouteComponent(settings, "Accounts"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings/flows",
    validateSearch: searchOf({ flow: text, edit: oneOf("yes") }),
    component: lazyRouteComponent(settings, "Flows"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings/fields",
    validateSearch: searchOf({ do: oneOf("define") }),
    component: lazyRouteComponent(settings, "Fields"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings/catalogue",
    validateSearch: searchOf({ view: oneOf("grades", "positions"), unit: text, do: oneOf("add") }),
    component: lazyRouteComponent(settings, "Catalogue"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings/calendars",
    validateSearch: searchOf({ calendar: text, year: text, do: oneOf("create", "set") }),
    component: lazyRouteComponent(settings, "CompanyCalendars"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings/audit",
    validateSearch: searchOf({
      from: text,
      to: text,
      account: text,
      employment: text,
      action: text,
      kind: oneOf("change", "read", "sign_in", "bulk"),
      entry: text,
      after: text,
      skip: whole,
    }),
    component: lazyRouteComponent(settings, "Audit"),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: "/settings/operations",
    validateSearch: searchOf({ view: oneOf("retrying", "messages"), after: text, skip: whole }),
    component: lazyRouteComponent(settings, "Operations"),
  }),
  // Any other address keeps its frame: the way back stands in the navigation.
  createRoute({ getParentRoute: () => signedIn, path: "$", component: NotFound }),
];

const routes = root.addChildren([signIn, setUp, signedIn.addChildren([workbench, ...pages])]);

export const newRouter = (cache: QueryClient) =>
  createRouter({
    routeTree: routes,
    context: { cache },
    defaultPendingComponent: Opening,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ({ error, reset }) => <ProblemBlock problem={problemOf(error)} retry={reset} />,
    scrollRestoration: true,
  });

function NotFound() {
  const { t } = useTranslation();
  return (
    <StateBlock
      icon="find"
      title={<h1 style={{ font: "inherit" }}>{t("not_found.title")}</h1>}
      action={<Link to="/">{t("not_found.home")}</Link>}
    >
      {t("not_found.why")}
    </StateBlock>
  );
}
