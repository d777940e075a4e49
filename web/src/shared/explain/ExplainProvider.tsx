import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import type { Explanation, ExplanationInput } from "./explanation";

/** One explained figure: the trace, when it was computed and on which day it holds. */
export interface Explained {
  explanation: Explanation;
  /** RFC 3339. */
  computedAt?: string;
}

interface Explaining {
  /** The figure that is explained now, by the id of its place on the page. */
  current?: Explained & { place: string };
  open: (place: string, explained: Explained) => void;
  close: () => void;
  /** The page of a fact, if there is one for this reader. */
  hrefOf: (input: ExplanationInput) => string | undefined;
  /** Asks a question about the figure; absent where nobody can be asked. */
  ask?: (explained: Explained) => void;
}

const silent: Explaining = { open: () => undefined, close: () => undefined, hrefOf: () => undefined };
const ExplainContext = createContext<Explaining>(silent);

interface Props {
  hrefOf?: Explaining["hrefOf"];
  ask?: Explaining["ask"];
  /** Open from the start. */
  initial?: Explained & { place: string };
  children: ReactNode;
}

/** Holds which figure is explained, one at a time for the whole page. */
export function ExplainProvider({ hrefOf = silent.hrefOf, ask, initial, children }: Props) {
  const [current, setCurrent] = useState<(Explained & { place: string }) | undefined>(initial);
  const open = useCallback((place: string, explained: Explained) => {
    setCurrent((before) => (before?.place === place ? undefined : { ...explained, place }));
  }, []);
  const close = useCallback(() => setCurrent(undefined), []);
  const value = useMemo(() => ({ current, open, close, hrefOf, ask }), [current, open, close, hrefOf, ask]);
  return <ExplainContext value={value}>{children}</ExplainContext>;
}

export const useExplain = (): Explaining => useContext(ExplainContext);
