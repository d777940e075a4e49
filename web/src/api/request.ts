import type {
  Answer,
  At,
  Body,
  Changing,
  Form,
  Given,
  Method,
  Parted,
  Parts,
  Place,
  Query,
  Sent,
} from "./binding";
import { send } from "./client";
import { IdempotencyKeys, newKey } from "./idempotency";
import { problemOf } from "./problem";

/** An address of the document with its parts filled in: `at("/api/v1/people/{id}", { id })`. */
export function at<T extends Parted>(template: T, parts: Parts<T>): At<T> {
  const given = new Map<string, unknown>(Object.entries(parts ?? {}));
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(given.get(name))),
  );
  return filled as At<T>;
}

/** An address with its query: what is empty is left out, what is several is repeated. */
function address(path: string, query: unknown): string {
  const given = Object.entries(query ?? {}).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null && one !== "")
      .map((one) => [name, String(one)]),
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** An address for the browser itself to go to. */
export const linkTo = <P extends Place<"GET">>(place: P, query: Query<"GET", P>): string =>
  address(place, query);

/** The one place where an answer gets its type: the document says what is answered, the server keeps to it. */
export const answered = <M extends Method, P extends Place<M>>(answer: unknown) => answer as Answer<M, P>;

/** Reads what stands at an address. */
export async function read<P extends Place<"GET">>(
  place: P,
  ...[query, signal]: Given<Query<"GET", P>, [signal?: AbortSignal]>
): Promise<Answer<"GET", P>> {
  return answered<"GET", P>(await send("GET", address(place, query), undefined, "", signal));
}

/** Asks what no address can hold: it is sent like a change and changes nothing, so nothing is lost when it is given up. */
export async function ask<P extends Place<"POST">>(
  place: P,
  body: Body<"POST", P>,
  signal: AbortSignal,
): Promise<Answer<"POST", P>> {
  return answered<"POST", P>(await send("POST", place, body, newKey(), signal));
}

const keys = new IdempotencyKeys();

/** What a form says, with each file by name, size and age: another file under the same words is another request. */
const formWords = (form: FormData): string =>
  JSON.stringify(
    [...form].map(([name, value]) =>
      typeof value === "string" ? [name, value] : [name, value.name, value.size, value.lastModified],
    ),
  );

/** The same change sent again before it was answered carries the same `Idempotency-Key`. */
async function sendOnce(method: Changing, path: string, body: unknown): Promise<unknown> {
  const request = `${method} ${path} ${body instanceof FormData ? formWords(body) : JSON.stringify(body ?? null)}`;
  try {
    const answer = await send(method, path, body, keys.keyFor(request));
    keys.answered(request);
    return answer;
  } catch (error) {
    const { status } = problemOf(error);
    if (status > 0 && status < 500) keys.answered(request);
    throw error;
  }
}

/** Changes something: a `DELETE` with its query, the others with their body. Sent again before it was answered, it is the same request. */
export async function change<M extends Changing, P extends Place<M>>(
  method: M,
  place: P,
  ...[sent]: Given<Sent<M, P>>
): Promise<Answer<M, P>> {
  const answer =
    method === "DELETE" ? sendOnce(method, address(place, sent), undefined) : sendOnce(method, place, sent);
  return answered<M, P>(await answer);
}

/** Sends a form with a file. Its parts go in the order they are given, without the empty ones. */
export async function upload<P extends Place<"POST">>(place: P, words: Form<P>): Promise<Answer<"POST", P>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(words))
    if (value instanceof Blob) form.append(name, value);
    else if (value) form.append(name, String(value));
  return answered<"POST", P>(await sendOnce("POST", place, form));
}
