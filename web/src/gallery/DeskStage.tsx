import { type ReactNode, useState } from "react";
import { DeskKit } from "@/app/desk/DeskKit";
import { CommandPalette } from "@/app/desk/shell/CommandPalette";
import { Frame } from "@/app/desk/shell/Frame";
import { SessionProvider } from "@/shared/access/Session";
import { AsOfProvider } from "@/shared/asof/AsOf";
import { type Explained, ExplainProvider } from "@/shared/explain/ExplainProvider";
import { switchLanguage } from "@/shared/i18n/start";
import type { IconName } from "@/shared/icons/paths";
import type { Theme } from "@/shared/tokens/tokens";
import { session } from "./samples";

const items: [string, IconName][] = [
  ["workbench", "bench"],
  ["people", "people"],
  ["organisation", "org"],
  ["time", "time"],
  ["pay", "pay"],
  ["performance", "performance"],
  ["growth", "growth"],
  ["recruiting", "recruit"],
  ["flow", "flow"],
  ["reports", "report"],
  ["settings", "settings"],
];
const menu = items.map(([key, icon]) => ({ key, icon, to: `#${key}`, permissions: [] }));
const theme: Theme = document.documentElement.dataset.theme === "dark" ? "dark" : "light";

/** The whole desk around a scene. */
export function DeskStage({
  here,
  day,
  explained,
  children,
}: {
  here: string;
  day?: string;
  explained?: Explained & { place: string };
  children: ReactNode;
}) {
  const [asOf, show] = useState(day);
  const [searching, setSearching] = useState(location.hash === "#search");
  return (
    <DeskKit theme={theme}>
      <SessionProvider value={session}>
        <AsOfProvider day={asOf} show={show}>
          <ExplainProvider
            initial={explained && { ...explained, ask: () => undefined }}
            hrefOf={({ kind, id }) => `#${kind}/${id}`}
          >
            <Frame
              session={session}
              menu={menu}
              here={here}
              link={(to, props) => <a href={to} {...props} />}
              scope={{ choose: () => undefined }}
              unread={3}
              openNotices={() => undefined}
              openSearch={() => setSearching(true)}
              speak={(language) => void switchLanguage(language)}
              signOut={() => undefined}
              later={{ count: 17, href: "#later" }}
            >
              {children}
            </Frame>
            <CommandPalette
              open={searching}
              close={() => setSearching(false)}
              find={async () => [
                {
                  key: "1",
                  group: "people",
                  icon: "people",
                  title: "王丽",
                  detail: "010115 · 包装二线",
                  go: () => undefined,
                },
                {
                  key: "2",
                  group: "people",
                  icon: "people",
                  title: "王丽",
                  detail: "011206 · 财务共享中心",
                  go: () => undefined,
                },
                { key: "3", group: "pages", icon: "org", title: "组织", go: () => undefined },
                { key: "4", group: "actions", icon: "plus", title: "办理入职", go: () => undefined },
              ]}
            />
          </ExplainProvider>
        </AsOfProvider>
      </SessionProvider>
    </DeskKit>
  );
}
