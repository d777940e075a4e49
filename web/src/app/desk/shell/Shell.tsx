import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "@/api/client";
import { newKey } from "@/api/idempotency";
import { useLive } from "@/api/live";
import { SessionProvider } from "@/shared/access/Session";
import { sessionQuery } from "@/shared/access/session";
import { AsOfProvider } from "@/shared/asof/AsOf";
import { chooseTheme, type ThemeChoice, useThemeChoice } from "@/shared/desk/themeChoice";
import { useSay } from "@/shared/desk/useSay";
import { ExplainProvider } from "@/shared/explain/ExplainProvider";
import { type Today, TodayProvider } from "@/shared/format/today";
import { switchLanguage } from "@/shared/i18n/start";
import { stale } from "../../stale";
import { menu, offered } from "../menu";
import type { DeskSearch } from "../search";
import { CommandPalette, type Hit } from "./CommandPalette";
import { Frame } from "./Frame";

/** The frame around every page of the one signed in. */
export function Shell() {
  const { t } = useTranslation();
  const { data: session } = useQuery(sessionQuery);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const say = useSay();
  const search: DeskSearch = useSearch({ strict: false });
  const path = useRouterState({ select: (state) => state.location.pathname });
  const theme = useThemeChoice();
  const [searching, setSearching] = useState(false);
  useLive(session != null, stale);

  const show = useCallback(
    (day: string | undefined) =>
      void navigate({ to: ".", search: (now: DeskSearch) => ({ ...now, as_of: day }) }),
    [navigate],
  );
  const today = useMemo<Today | undefined>(
    () => (session ? { day: session.today, now: session.now } : undefined),
    [session],
  );
  const pages = useMemo(() => offered(menu, session?.permissions ?? []), [session]);
  const find = useCallback(
    async (words: string): Promise<Hit[]> =>
      pages
        .map((page) => ({ page, title: t(`nav.${page.key}`) }))
        .filter(({ title }) => title.toLowerCase().includes(words.toLowerCase()))
        .map(({ page, title }) => ({
          key: page.key,
          group: "pages" as const,
          icon: page.icon,
          title,
          go: () => void navigate({ to: page.to }),
        })),
    [pages, t, navigate],
  );
  if (!session) return null;

  const here = menu.find((item) => (item.to === "/" ? path === "/" : path.startsWith(item.to)))?.key;
  const signOut = () =>
    send("DELETE", "/api/v1/session", undefined, newKey()).then(() => {
      cache.clear();
      location.assign("/sign-in");
    }, say.problem);
  const themes: ThemeChoice[] = ["system", "light", "dark"];

  return (
    <SessionProvider value={session}>
      <TodayProvider value={today}>
        <AsOfProvider day={search.as_of} show={show}>
          <ExplainProvider>
            <Frame
              session={session}
              menu={menu}
              here={here}
              link={(to, props) => <Link to={to} {...props} />}
              scope={{
                current: search.scope,
                choose: (scope) =>
                  void navigate({ to: ".", search: (now: DeskSearch) => ({ ...now, scope }) }),
              }}
              openNotices={() => undefined}
              openSearch={() => setSearching(true)}
              speak={(language) => void switchLanguage(language)}
              signOut={() => void signOut()}
              meItems={themes.map((choice) => ({
                key: choice,
                label: t(`theme.${choice}`),
                chosen: choice === theme,
                choose: () => chooseTheme(choice),
              }))}
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
