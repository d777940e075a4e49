import { createContext, useContext } from "react";
import { type Day, dayOf } from "./dates";

/** The server's idea of today and now, so that pages agree with it (a demo may live on another day). */
export interface Today {
  day: Day;
  /** The moment the page was last told, RFC 3339. */
  now: string;
  /** When that was by this device's clock, in milliseconds. */
  toldAt?: number;
}

const deviceToday = (): Today => {
  const now = new Date().toISOString();
  return { day: dayOf(now), now };
};

const TodayContext = createContext<Today | undefined>(undefined);

export const TodayProvider = TodayContext.Provider;

export const useToday = (): Today => useContext(TodayContext) ?? deviceToday();

/** The server's time of an answer that arrived at `arrived` by this device's clock: the two clocks need not agree. */
export const serverTime = ({ now, toldAt }: Today, arrived: number): string =>
  new Date(Date.parse(now) + (toldAt === undefined ? 0 : arrived - toldAt)).toISOString();
