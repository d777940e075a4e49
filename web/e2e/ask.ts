import type { Page } from "@playwright/test";

/** Asks the server as the person of the page does, for what a spec needs and is not about. */
export async function ask<Answer>(page: Page, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await page.evaluate(
    async ({ method, path, body }) => {
      const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
      const sent = body === undefined ? undefined : JSON.stringify(body);
      const answer = await fetch(path, { method, headers, body: sent });
      return { ok: answer.ok, status: answer.status, text: await answer.text() };
    },
    { method, path: `/api/v1${path}`, body },
  );
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.text}`);
  return (answer.text === "" ? undefined : JSON.parse(answer.text)) as Answer;
}

/** The server's day, which is not always the day of this machine. */
export const todayOf = async (page: Page): Promise<string> =>
  (await ask<{ today: string }>(page, "GET", "/me")).today;
