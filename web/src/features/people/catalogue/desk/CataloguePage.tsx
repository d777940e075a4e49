import { useTranslation } from "react-i18next";
import { useSession } from "@/shared/access/Session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { PageShell } from "@/shared/desk/PageShell";
import { ViewSwitch } from "@/shared/desk/ViewSwitch";
import type { Views } from "@/shared/desk/ViewTabs";
import { Icon } from "@/shared/icons/Icon";
import type { UnitView } from "../../model";
import type { Catalogue } from "../hooks";
import { AddGrade, AddJob, AddPosition } from "./AddDrawers";
import { Grades, Jobs, Positions } from "./Tables";

export interface CatalogueSearch {
  view?: Exclude<Catalogue, "jobs">;
  unit?: string;
  do?: "add";
}

interface Props {
  search: CatalogueSearch;
  go: (search: CatalogueSearch) => void;
  tabs: Views;
  units: UnitView[];
}

const views = ["jobs", "grades", "positions"] as const;

/** What posts are made of: jobs and grades of the group, and seats with a headcount in its units. */
export function CataloguePage({ search, go, tabs, units }: Props) {
  const { t } = useTranslation("people");
  const view: Catalogue = search.view ?? "jobs";
  const everywhere = useSession()?.everywhere.includes("org.write") ?? false;
  const { do: adding, ...place } = search;
  const add = (
    <ActionButton
      type="primary"
      permission="org.write"
      blocked={view !== "positions" && !everywhere ? t("catalogue.group_only") : undefined}
      icon={<Icon name="plus" />}
      onClick={() => go({ ...place, do: "add" })}
    >
      {t(`catalogue.${view}.add`)}
    </ActionButton>
  );
  const close = () => go(place);
  return (
    <PageShell title={t("catalogue.title")} purpose={t("catalogue.purpose")} tabs={tabs} actions={add}>
      <ViewSwitch
        label={t("catalogue.title")}
        views={views.map((key) => ({ key, label: t(`catalogue.${key}`) }))}
        active={view}
        go={(key) => go({ view: key === "jobs" ? undefined : key })}
      />
      {view === "jobs" && <Jobs mayRetire={everywhere} />}
      {view === "grades" && <Grades mayChange={everywhere} />}
      {view === "positions" && (
        <Positions units={units} unit={search.unit} choose={(unit) => go({ ...place, unit })} />
      )}
      {adding && view === "jobs" && <AddJob close={close} />}
      {adding && view === "grades" && <AddGrade close={close} />}
      {adding && view === "positions" && <AddPosition units={units} unit={search.unit} close={close} />}
    </PageShell>
  );
}
