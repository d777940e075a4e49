import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { useToday } from "@/shared/format/today";
import { problemWords } from "@/shared/i18n/problemWords";
import { TextAction } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { LinkRow } from "@/shared/phone/LinkRow";
import { useGoals } from "../hooks";
import { holds } from "../model";
import { GoalLine } from "./GoalsPage";

/** This month's own goals, and the way to all of them. */
export function GoalsCard() {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const goals = useGoals(useSession()?.employment?.id);
  const now =
    goals.data?.items.filter(({ month, state }) => holds(month, today) && state !== "cancelled") ?? [];
  if (!goals.data)
    return (
      <Card label={t("goals.title")}>
        <p className="small">
          {goals.error ? problemWords(t, problemOf(goals.error)) : t("common:state.loading")}
        </p>
        {goals.error && (
          <TextAction onPress={() => void goals.refetch()}>{t("common:action.retry")}</TextAction>
        )}
      </Card>
    );
  return (
    <Card rows label={t("goals.title")}>
      {now.map((row) => (
        <GoalLine key={row.id} row={row} />
      ))}
      <LinkRow
        to="/goals"
        title={t("goals.all")}
        detail={now.length === 0 ? t("goals.none_now") : undefined}
      />
    </Card>
  );
}
