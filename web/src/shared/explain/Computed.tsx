import { createContext, type ReactNode, useContext, useMemo } from "react";
import { serverTime, useToday } from "../format/today";
import type { About, Explained } from "./ExplainProvider";

type Common = Pick<Explained, "computedAt" | "about" | "ask">;
const ComputedContext = createContext<Common>({});

interface Props {
  /** When the figures were computed, RFC 3339: those that are kept as they once were. */
  at?: string;
  /** When the answer with the figures arrived by this device's clock: those that are computed anew each time. */
  arrived?: number;
  about?: About;
  ask?: () => void;
  children: ReactNode;
}

/** What all figures inside have in common: when they were computed, what they are about, whom one can ask. */
export function Computed({ at, arrived, about, ask, children }: Props) {
  const outer = useContext(ComputedContext);
  const today = useToday();
  const { kind, id } = about ?? {};
  const computedAt = at ?? (arrived ? serverTime(today, arrived) : undefined);
  const value = useMemo<Common>(
    () => ({
      computedAt: computedAt ?? outer.computedAt,
      about: kind && id ? { kind, id } : outer.about,
      ask: ask ?? outer.ask,
    }),
    [computedAt, kind, id, ask, outer],
  );
  return <ComputedContext value={value}>{children}</ComputedContext>;
}

export const useComputed = (): Common => useContext(ComputedContext);
