import { useTeam } from "../hooks";
import type { GoalPerson, Month } from "../model";

/** Somebody of one's team, by employment; nothing for others and while the team is read. */
export const useMember = (employment: string, month: Month): GoalPerson | undefined =>
  useTeam(month).data?.items.find(({ employee }) => employee.employment_id === employment)?.employee;
