import { useCallback, useState } from "react";

/** What is being written, kept on this phone until it is sent or thrown away. */
export function useDraft<Form extends object>(
  name: string,
  start: Form,
): [Form, (change: Partial<Form>) => void, () => void] {
  const key = `heng.draft.${name}`;
  const [changes, setChanges] = useState<Partial<Form>>(() => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
      return typeof kept === "object" && kept !== null ? (kept as Partial<Form>) : {};
    } catch {
      return {};
    }
  });
  const change = useCallback(
    (more: Partial<Form>) =>
      setChanges((before) => {
        const next = { ...before, ...more };
        try {
          localStorage.setItem(key, JSON.stringify(next));
        } catch {
          // A web view may forbid storage; the form still holds it.
        }
        return next;
      }),
    [key],
  );
  const forget = useCallback(() => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }, [key]);
  return [{ ...start, ...changes }, change, forget];
}
