import { useEffect, useRef, useState } from "react";

export interface PersonOption {
  id: string;
  name: string;
  number?: string;
  unit?: string | null;
}

/** Asks for people while one types, after a breath; an answer that comes too late is dropped. */
export function useFoundPeople(search: (words: string) => Promise<PersonOption[]>) {
  const [found, setFound] = useState<PersonOption[]>([]);
  const [words, setWords] = useState("");
  const [asking, setAsking] = useState(false);
  const ask = useRef(search);
  ask.current = search;
  useEffect(() => {
    let wanted = true;
    setAsking(true);
    const wait = setTimeout(() => {
      ask
        .current(words.trim())
        .then(
          (people) => wanted && setFound(people),
          () => wanted && setFound([]),
        )
        .finally(() => wanted && setAsking(false));
    }, 200);
    return () => {
      wanted = false;
      clearTimeout(wait);
    };
  }, [words]);
  return { found, asking, setWords };
}
