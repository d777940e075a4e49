import type { Page } from "@playwright/test";
import { mondayAhead } from "./phone/phones";

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

/** Asks for half a day of annual leave, on the first day of work some weeks ahead. */
export async function askHalfDay(page: Page, weeks: number, half: "am" | "pm", reason: string) {
  const monday = new Date(`${mondayAhead(await todayOf(page), weeks)}T00:00:00Z`);
  // The longest holiday of the year is over by then.
  for (let later = 0; later < 10; later += 1) {
    const day = new Date(monday.getTime() + later * 86_400_000).toISOString().slice(0, 10);
    const asked = { leave_type: "annual", first_day: day, last_day: day, first_half: half, last_half: half };
    try {
      const { id } = await ask<{ id: string }>(page, "POST", "/leave-requests", { ...asked, reason });
      return { id, day };
    } catch (refused) {
      if (!String(refused).includes("leave.no_workday")) throw refused;
    }
  }
  throw new Error("ten days without a day of work");
}
