import type { ReactNode } from "react";
import { PhoneKit } from "@/app/phone/PhoneKit";
import { type Tab, TabBar } from "@/app/phone/shell/TabBar";
import { type Explained, ExplainProvider } from "@/shared/explain/ExplainProvider";
import { ExplainSheet } from "@/shared/phone/ExplainSheet";

document.documentElement.dataset.kit = "phone";

/** The phone around a scene. */
export function PhoneStage({
  tab,
  explained,
  children,
}: {
  tab?: Tab;
  explained?: Explained & { place: string };
  children: ReactNode;
}) {
  return (
    <PhoneKit>
      <ExplainProvider
        initial={explained && { ...explained, ask: () => undefined }}
        hrefOf={({ kind, id }) => `#${kind}/${id}`}
      >
        {children}
        {tab && (
          <TabBar
            here={tab}
            counts={{ todo: 5, message: 2 }}
            link={(to, props) => <a href={`#${to}`} {...props} />}
          />
        )}
        <ExplainSheet />
      </ExplainProvider>
    </PhoneKit>
  );
}
