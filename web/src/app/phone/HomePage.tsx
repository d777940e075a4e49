import { useTranslation } from "react-i18next";
import { useSession } from "@/shared/access/Session";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Page } from "@/shared/phone/Page";

/** Who one is, what is to be done, what one has left. Modules put their cards here. */
export function HomePage() {
  const { t } = useTranslation();
  const session = useSession();
  const { day } = useToday();
  const format = useFormat();
  return (
    <Page title={t("brand")}>
      <header>
        <p className="small">{format.phoneDay(day)}</p>
        <h2 className="title">
          <Name>{session?.employment?.name ?? session?.account.name ?? ""}</Name>
        </h2>
        <p className="small">
          <Facts of={[session?.employment?.number, session?.employment?.unit]} />
        </p>
      </header>
    </Page>
  );
}
