import { useTranslation } from "react-i18next";
import { decimal } from "@/shared/format/numbers";
import { StatusDot } from "@/shared/parts/StatusDot";
import { type GoalRow, goalDot, isChanging } from "../model";

/** Reported of the target; a changed target that waits for a yes is told apart. */
export function ReachedOf({ row }: { row: GoalRow }) {
  const { t } = useTranslation("performance");
  const { terms, standing } = row;
  if (!terms) return null;
  const actual = standing?.actual == null ? undefined : decimal(standing.actual);
  const target = `${decimal(terms.target)} ${terms.unit}`;
  if (row.confirmed_version == null) return target;
  if (isChanging(row)) return `${actual ?? t("goal.nothing_short")} → ${target}`;
  return `${actual ?? t("goal.nothing_short")} / ${target}`;
}

/** Where a goal stands: its state, or that a change waits. */
export function GoalState({ row }: { row: Pick<GoalRow, "state" | "confirmed_version"> }) {
  const { t } = useTranslation("performance");
  const changing = row.state === "given" && row.confirmed_version != null;
  return (
    <StatusDot state={goalDot[row.state]}>{t(changing ? "state.changing" : `state.${row.state}`)}</StatusDot>
  );
}
