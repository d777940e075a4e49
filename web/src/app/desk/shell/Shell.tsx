import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/api/live";
import type { Permission } from "@/api/permissions";
import { change } from "@/api/request";
import { useUnread } from "@/features/notice/notice/hooks";
import { mayBeAddressed, soughtOf } from "@/features/people/directory/model";
import { findPeople, lookUpAny, useUnits } from "@/features/people/hooks";
import { SessionProvider } from "@/shared/access/Session";
import { sessionQuery } from "@/shared/access/session";
import { AsOfProvider } from "@/shared/asof/AsOf";
import { chooseTheme, type ThemeChoice, useThemeChoice } from "@/shared/desk/themeChoice";
import { useSay } from "@/shared/desk/useSay";
import { ExplainProvider } from "@/shared/explain/ExplainProvider";
import { type Today, TodayProvider } from "@/shared/format/today";
import { switchLanguage } from "@/shared/i18n/start";
import { Facts } from "@/shared/parts/Dot";
import { stale } from "../../stale";
import { pageOf } from "../explained";
import { menu, offered } from "../menu";
import type { DeskSearch } from "../search";
import { CommandPalette, type Hit } from "./CommandPalette";
import { Frame } from "./Frame";
import { everything, scopesOf } from "./scopes";
import { useSignedOut } from "./useSignedOut";

/** What the search field offers to do. Words: `palette.do.<key>`. */
const actions = [
  { key: "hire", icon: "plus", to: "/people/hire", permission: "people.write" },
  { key: "import", icon: "import", to: "/import", permission: "intake.run" },
  { key: "give", icon: "plus", to: "/goals", search: { do: "give" }, permission: "goal.assign" },
] as const;

/** The frame around every page of the one signed in. */
export function Shell() {
  const { t } = useTranslation();
  const { data: session, dataUpdatedAt: toldAt } = useQuery(sessionQuery);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const say = useSay();
  const search: DeskSearch = useSearch({ strict: false });
  const path = useRouterState({ select: (state) => state.location.pathname });
  const theme = useThemeChoice();
  const [searching, setSearching] = useState(false);
  const holds = (permission: Permission) => session?.permissions.includes(permission) ?? false;
  const findsPeople = holds("people.read");
  const looksUp = session?.beyond.includes("people.read") ?? false;
  const unread = useUnread(holds("notice.read") && session?.employment !== undefined).data?.unread;
  const tree = useUnits({}, holds("org.read")).data?.units;
  const scoped = useMemo(
    () => (session ? { ...session, scopes: scopesOf(tree ?? [], t("frame.everything")) } : undefined),
    [session, tree, t],
  );
  useSignedOut();
  useLive(session != null, stale);

  const show = useCallback(
    (day: string | undefined) =>
      void navigate({ to: ".", search: (now: DeskSearch) => ({ ...now, as_of: day }) }),
    [navigate],
  );
  const today = useMemo<Today | undefined>(
    () => (session ? { day: session.today, now: session.now, toldAt } : undefined),
    [session, toldAt],
  );
  const pages = useMemo(
    () => offered(menu, session?.permissions ?? [], session?.employment !== undefined),
    [session],
  );
  const find = useCallback(
    async (words: string): Promise<Hit[]> => {
      const like = (title: string) => title.toLowerCase().includes(words.toLowerCase());
      const named = mayBeAddressed(words);
      const people = words && named && findsPeople ? await findPeople(words).catch(() => []) : [];
      const sought = looksUp ? soughtOf(words) : [];
      const held = session?.permissions ?? [];
      return [
        ...sought.slice(0, 1).map(() => ({
          key: "exact",
          group: "actions" as const,
          icon: "find" as const,
          title: t("palette.exact"),
          go: () =>
            void lookUpAny(sought).then(
              ([found]) =>
                found ? void navigate({ to: `/people/${found}` }) : say.note(t("palette.nobody")),
              say.problem,
            ),
        })),
        ...people.map((row) => ({
          key: row.employment_id,
          group: "people" as const,
          icon: "people" as const,
          title: row.name,
          detail: <Facts of={[row.number, row.unit_name]} />,
          go: () => void navigate({ to: `/people/${row.employment_id}` }),
        })),
        ...pages
          .map((page) => ({ page, title: t(`nav.${page.key}`) }))
          .filter(({ title }) => like(title))
          .map(({ page, title }) => ({
            key: page.key,
            group: "pages" as const,
            icon: page.icon,
            title,
            go: () => void navigate({ to: page.to }),
          })),
        ...actions
          .filter(({ permission }) => held.includes(permission))
          .map((action) => ({ action, title: t(`palette.do.${action.key}`) }))
          .filter(({ title }) => like(title))
          .map(({ action, title }) => ({
            key: action.key,
            group: "actions" as const,
            icon: action.icon,
            title,
            go: () =>
              void navigate({ to: action.to, search: ("search" in action ? action.search : {}) as never }),
          })),
      ];
    },
    [pages, t, navigate, session, findsPeople, looksUp, say],
  );
  if (!session || !scoped) return null;

  const here = menu.find(({ to, also = [] }) =>
    to === "/" ? path === "/" : [to, ...also].some((start) => path.startsWith(start)),
  )?.key;
  const signOut = () =>
    change("DELETE", "/api/v1/session").then(() => {
      cache.clear();
      location.assign("/sign-in");
    }, say.problem);
  const themes: ThemeChoice[] = ["system", "light", "dark"];

  return (
    <SessionProvider value={session}>
      <TodayProvider value={today}>
        <AsOfProvider day={search.as_of} show={show}>
          <ExplainProvider hrefOf={pageOf} follow={(href) => void navigate({ href })}>
            <Frame
              session={scoped}
              menu={menu}
              here={here}
              link={(to, props) => <Link to={to} {...props} />}
              scope={{
                current: search.scope ?? everything,
                choose: (scope) =>
                  void navigate({
                    to: ".",
                    search: (now: DeskSearch) => ({
                      ...now,
                      scope: scope === everything ? undefined : scope,
                    }),
                  }),
              }}
              unread={unread}
              openNotices={() => void navigate({ to: "/notices" })}
              openSearch={() => setSearching(true)}
              speak={(language) => {
                void switchLanguage(language);
                void change("PUT", "/api/v1/me/locale", { locale: language }).catch(() => undefined);
              }}
              signOut={() => void signOut()}
              meItems={[
                { key: "me", label: t("frame.account"), choose: () => void navigate({ to: "/me" }) },
                ...themes.map((choice) => ({
                  key: choice,
                  label: t(`theme.${choice}`),
                  chosen: choice === theme,
                  choose: () => chooseTheme(choice),
                })),
              ]}
            >
              <Outlet />
            </Frame>
            <CommandPalette open={searching} close={() => setSearching(false)} find={find} />
          </ExplainProvider>
        </AsOfProvider>
      </TodayProvider>
    </SessionProvider>
  );
}
