import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import { change, read } from "@/api/request";
import { type CalendarView, type DaysForm, daysOf, type NewCalendar, type OwnDay } from "./model";

const path = "/api/v1/company-calendars";

/** The calendars of the companies in sight. */
export const useCalendars = () =>
  useQuery({
    queryKey: ["calendar", "list"],
    queryFn: ({ signal }) => read<{ items: CalendarView[] }>(path, {}, signal),
  });

/** The days a calendar has set for itself, in order. */
export const useOwnDays = (calendar: string) =>
  useQuery({
    queryKey: ["calendar", "days", calendar],
    queryFn: ({ signal }) => read<{ items: OwnDay[] }>(`${path}/${calendar}/days`, {}, signal),
  });

/** Leave is counted by the calendar: what shows it is read again too. */
const changed = ["calendar", "leave"] as const;

export function useCreateCalendar() {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (body: NewCalendar) => change<CalendarView>("POST", path, body),
    onSuccess: again,
  });
}

/** Sets every day of the form, one after the other. */
export function useSetDays(calendar: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: async ({ first, last, effect, name }: DaysForm) => {
      for (const day of daysOf(first, last))
        await change("PUT", `${path}/${calendar}/days/${day}`, { effect, name: name.trim() });
    },
    onSettled: again,
  });
}

/** Leaves a day to the calendars above again. */
export function useClearDay(calendar: string) {
  const again = useAgain(...changed);
  return useMutation({
    mutationFn: (day: string) => change("DELETE", `${path}/${calendar}/days/${day}`),
    onSuccess: again,
  });
}
