import { send } from "./client";
import { IdempotencyKeys } from "./idempotency";
import { problemOf } from "./problem";

type Value = string | number | boolean | null | undefined;

/** An address with its query; what is empty is left out. */
export function address(path: string, query: Record<string, Value> = {}): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** Reads what the caller knows the server to answer at this address. */
export async function read<Answer>(
  path: string,
  query?: Record<string, Value>,
  signal?: AbortSignal,
): Promise<Answer> {
  return (await send("GET", address(path, query), undefined, "", signal)) as Answer;
}

const keys = new IdempotencyKeys();

/** What a form says, with each file by name, size and age: another file under the same words is another request. */
const formWords = (form: FormData): string =>
  JSON.stringify(
    [...form].map(([name, value]) =>
      typeof value === "string" ? [name, value] : [name, value.name, value.size, value.lastModified],
    ),
  );

/** Changes something. The same change sent again before it was answered carries the same `Idempotency-Key`. */
export async function change<Answer = void>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Answer> {
  const request = `${method} ${path} ${body instanceof FormData ? formWords(body) : JSON.stringify(body ?? null)}`;
  try {
    const answer = (await send(method, path, body, keys.keyFor(request))) as Answer;
    keys.answered(request);
    return answer;
  } catch (error) {
    const { status } = problemOf(error);
    if (status > 0 && status < 500) keys.answered(request);
    throw error;
  }
}
