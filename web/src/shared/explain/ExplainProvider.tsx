import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import type { Explanation, ExplanationInput } from "./explanation";

/** What a figure is about: some of its inputs have no page of their own and are shown on its page. */
export interface About {
  kind: "employment" | "goal" | "improvement";
  id: string;
}

/** One explained figure: the trace, when it was computed and what it is about. */
export interface Explained {
  explanation: Explanation;
  /** RFC 3339. */
  computedAt?: string;
  about?: About;
  /** Asks a question about it; absent where nobody can be asked. */
  ask?: () => void;
}

interface Explaining {
  /** The figure that is explained now, by the id of its place on the page. */
  current?: Explained & { place: string };
  open: (place: string, explained: Explained) => void;
  close: () => void;
  /** The page of a fact, if there is one for this reader. */
  hrefOf: (input: ExplanationInput, about?: About) => string | undefined;
  /** Goes there without loading the program anew; absent, the browser follows the link. */
  follow?: (href: string) => void;
}

const silent: Explaining = { open: () => undefined, close: () => undefined, hrefOf: () => undefined };
const ExplainContext = createContext<Explaining>(silent);

interface Props {
  hrefOf?: Explaining["hrefOf"];
  follow?: Explaining["follow"];
  /** Open from the start. */
  initial?: Explained & { place: string };
  children: ReactNode;
}

/** Holds which figure is explained, one at a time for the whole page. */
export function ExplainProvider({ hrefOf = silent.hrefOf, follow, initial, children }: Props) {
  const [current, setCurrent] = useState<(Explained & { place: string }) | undefined>(initial);
  const open = useCallback((place: string, explained: Explained) => {
    setCurrent((before) => (before?.place === place ? undefined : { ...explained, place }));
  }, []);
  const close = useCallback(() => setCurrent(undefined), []);
  const value = useMemo(
    () => ({ current, open, close, hrefOf, follow }),
    [current, open, close, hrefOf, follow],
  );
  return <ExplainContext value={value}>{children}</ExplainContext>;
}

export const useExplain = (): Explaining => useContext(ExplainContext);
