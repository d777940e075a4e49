import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Day } from "../format/dates";

interface AsOf {
  /** The past or future day the page shows; absent means today. */
  day?: Day;
  show: (day: Day | undefined) => void;
}

const AsOfContext = createContext<AsOf>({ show: () => undefined });

/** Says which day the page shows. The day itself lives in the address. */
export function AsOfProvider({ day, show, children }: AsOf & { children: ReactNode }) {
  const value = useMemo(() => ({ day, show }), [day, show]);
  return <AsOfContext value={value}>{children}</AsOfContext>;
}

export const useAsOf = (): AsOf => useContext(AsOfContext);

/** The query parameter of the shown day, for every read that has a time axis. */
export function useAsOfParam(): { as_of?: Day } {
  const { day } = useAsOf();
  return useMemo(() => (day ? { as_of: day } : {}), [day]);
}

/** Another day is only looked at: writing is off. */
export const useReadOnly = (): boolean => useAsOf().day !== undefined;
