import { useTranslation } from "react-i18next";
import { useCan } from "@/shared/access/Session";
import { useToday } from "@/shared/format/today";
import { Card } from "@/shared/phone/Card";
import { LinkRow } from "@/shared/phone/LinkRow";
import { useTeam } from "../hooks";
import { monthOf } from "../months";
import { TeamSummary } from "./TeamPage";

/** How the team's month stands, for whoever leads one. */
export function TeamCard() {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const month = monthOf(today);
  const rows = useTeam(month, undefined, undefined, useCan("goal.assign")).data?.items;
  if (!rows || rows.length === 0) return null;
  return (
    <Card rows label={t("team.title")}>
      <LinkRow
        to={`/team/${month}`}
        title={t("team.title")}
        detail={<TeamSummary rows={rows} month={month} />}
      />
    </Card>
  );
}
