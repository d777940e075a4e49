const key = (form: string) => `heng.draft.${form}`;

/** What was typed and not yet sent, kept for this visit. Fields named in `secret` are never kept. */
export function keepDraft(
  form: string,
  values: Record<string, unknown>,
  secret: readonly string[] = [],
): void {
  const plain = Object.fromEntries(Object.entries(values).filter(([name]) => !secret.includes(name)));
  try {
    sessionStorage.setItem(key(form), JSON.stringify(plain));
  } catch {
    // Without storage the draft lasts as long as the page.
  }
}

export function readDraft(form: string): Record<string, unknown> | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(form)) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...kept } : undefined;
  } catch {
    return undefined;
  }
}

export function dropDraft(form: string): void {
  try {
    sessionStorage.removeItem(key(form));
  } catch {
    // Nothing was kept.
  }
}
