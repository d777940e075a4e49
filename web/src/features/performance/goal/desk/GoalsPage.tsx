import { useTranslation } from "react-i18next";
import { useCan, useCanEverywhere } from "@/shared/access/Session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { PageShell } from "@/shared/desk/PageShell";
import { StateBlock } from "@/shared/desk/StateBlock";
import type { PersonOption } from "@/shared/desk/useFoundPeople";
import { useToday } from "@/shared/format/today";
import { Icon } from "@/shared/icons/Icon";
import { useTeam, useTeamSearch } from "../hooks";
import { monthOf } from "../months";
import { GiveDrawer } from "./GiveDrawer";
import { GoalList } from "./GoalList";
import { ImprovementList } from "./ImprovementList";
import { ResultList } from "./ResultList";
import type { GoalsSearch, ViewProps } from "./search";
import { TeamTable } from "./TeamTable";

interface Props extends ViewProps {
  /** Opens another page of the desk. */
  open: (path: string) => void;
  /** Finds anybody in sight. */
  people: (words: string) => Promise<PersonOption[]>;
}

/** Goals, the team's month, results and improvements: each view is an address. */
export function GoalsPage({ search, go, open, people }: Props) {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const [reads, gives] = [useCan("goal.read"), useCan("goal.assign")];
  const everywhere = useCanEverywhere("goal.assign");
  const month = search.month ?? monthOf(today);
  const team = useTeam(monthOf(today), undefined, undefined, gives && search.do === "give");
  const inTeam = useTeamSearch(monthOf(today), people);
  const known = team.data?.items.find(({ employee }) => employee.employment_id === search.person)?.employee;
  const views = (["team", "results", "improvements"] as const).filter((view) => view !== "team" || gives);
  const view = views.find((one) => one === search.view);
  const give = gives && (
    <ActionButton
      type="primary"
      permission="goal.assign"
      icon={<Icon name="plus" />}
      onClick={() => go({ ...search, goal: undefined, person: undefined, do: "give" })}
    >
      {t("give.action")}
    </ActionButton>
  );
  if (!reads)
    return (
      <PageShell title={t("page.title")} purpose={t("page.purpose")}>
        <StateBlock icon="lock" title={t("common:state.no_right")}>
          {t("common:why.permission")}
        </StateBlock>
      </PageShell>
    );
  const place = { search, go };
  const close = () => go({ ...search, do: undefined });
  return (
    <PageShell
      title={t("page.title")}
      purpose={t(gives ? "page.purpose" : "page.purpose_own")}
      fill
      actions={give}
      tabs={{
        active: view ?? "goals",
        go: (key) =>
          go({ view: key === "goals" ? undefined : (key as GoalsSearch["view"]), month: search.month }),
        items: [
          { key: "goals", label: t("view.goals"), href: "/goals" },
          ...views.map((one) => ({ key: one, label: t(`view.${one}`), href: `/goals?view=${one}` })),
        ],
      }}
    >
      {view === "team" ? (
        <TeamTable {...place} />
      ) : view === "results" ? (
        <ResultList {...place} open={open} />
      ) : view === "improvements" ? (
        <ImprovementList {...place} open={open} />
      ) : (
        <GoalList {...place} empty={give} />
      )}
      {gives && search.do === "give" && (search.person === undefined || team.data) && (
        <GiveDrawer
          key={search.person}
          person={
            known && {
              id: known.employment_id,
              name: known.name,
              number: known.number,
              unit: known.unit_name,
            }
          }
          month={month}
          people={everywhere ? people : inTeam}
          close={close}
          given={(goal) => go(view === "team" ? { ...search, do: undefined } : { month: search.month, goal })}
        />
      )}
    </PageShell>
  );
}
