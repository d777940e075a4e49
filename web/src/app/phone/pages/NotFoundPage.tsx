import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/shared/phone/Button";
import { Page } from "@/shared/phone/Page";
import { Empty } from "@/shared/phone/States";

/** An address nobody lives at. */
export function NotFoundPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Page title={t("not_found.title")}>
      <Empty
        icon="warn"
        title={t("not_found.title")}
        action={
          <Button size="card" onPress={() => void navigate({ to: "/" })}>
            {t("tab.home")}
          </Button>
        }
      >
        {t("not_found.why")}
      </Empty>
    </Page>
  );
}
