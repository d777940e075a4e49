import { useTranslation } from "react-i18next";
import { PageShell } from "@/shared/desk/PageShell";

/** What is to be done today. Modules put their cards here. */
export function WorkbenchPage() {
  const { t } = useTranslation();
  return (
    <PageShell title={t("nav.workbench")} purpose={t("workbench.purpose")}>
      {null}
    </PageShell>
  );
}
