import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import { at, change, read } from "@/api/request";
import { type DaysForm, daysOf, type NewCalendar } from "./model";

/** The calendars of the companies in sight. */
export const useCalendars = () =>
  useQuery({
    queryKey: ["calendar", "list"],
    queryFn: ({ signal }) => read("/api/v1/company-calendars", {}, signal),
  });

/** The days a calendar has set for itself, in order. */
export const useOwnDays = (calendar: string) =>
  useQuery({
    queryKey: ["calendar", "days", calendar],
    queryFn: ({ signal }) => read(at("/api/v1/company-calendars/{id}/days", { id: calendar }), {}, signal),
  });

const dayOf = (id: string, day: string) => at("/api/v1/company-calendars/{id}/days/{day}", { id, day });

/** Leave is counted by the calendar: what shows it is read again too. */
const changed = ["calendar", "leave"] as const;

export function useCreateCalendar() {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: NewCalendar) => change("POST", "/api/v1/company-calendars", body),
    onSuccess: again,
  });
}

/** Sets every day of the form, one after the other. */
export function useSetDays(calendar: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: async ({ first, last, effect, name }: DaysForm) => {
      for (const day of daysOf(first, last))
        await change("PUT", dayOf(calendar, day), { effect, name: name.trim() });
    },
    onSettled: again,
  });
}

/** Leaves a day to the calendars above again. */
export function useClearDay(calendar: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (day: string) => change("DELETE", dayOf(calendar, day)),
    onSuccess: again,
  });
}
