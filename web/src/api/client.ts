import createClient, { type Middleware } from "openapi-fetch";
import createQueryHooks from "openapi-react-query";
import { IdempotencyKeys } from "./idempotency";
import { ProblemError, toProblem, unreachable } from "./problem";
import type { paths } from "./schema";

const keys = new IdempotencyKeys();
const changes = (method: string) => !["GET", "HEAD", "OPTIONS"].includes(method);
const fingerprints = new WeakMap<Request, string>();

/**
 * Every request goes to our own origin with the session cookie; a changing one carries an `Idempotency-Key`.
 */
const habits: Middleware = {
  async onRequest({ request }) {
    if (!changes(request.method)) return;
    const fingerprint = `${request.method} ${request.url} ${await request.clone().text()}`;
    if (request.headers.has("Idempotency-Key")) return;
    request.headers.set("Idempotency-Key", keys.keyFor(fingerprint));
    fingerprints.set(request, fingerprint);
  },
  async onResponse({ request, response }) {
    const fingerprint = fingerprints.get(request);
    if (fingerprint && response.status < 500) keys.answered(fingerprint);
    if (response.ok) return;
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => undefined);
    throw new ProblemError(toProblem(body, response.status, response.headers.get("x-request-id")));
  },
  onError({ error }) {
    return error instanceof ProblemError ? error : new ProblemError(unreachable);
  },
};

/** The typed client. Failures are always thrown as `ProblemError`. */
export const http = createClient<paths>({ baseUrl: "/", credentials: "same-origin" });
http.use(habits);

/** Query hooks over the client: `api.useQuery("get", "/api/v1/…", { params })`. */
export const api = createQueryHooks(http);

/** A request whose address and key are data: queued requests, uploads. Answers the parsed body. */
export async function send(
  method: string,
  path: string,
  body: unknown,
  key: string,
  signal?: AbortSignal,
): Promise<unknown> {
  const form = body instanceof FormData;
  const response = await fetch(path, {
    method,
    credentials: "same-origin",
    headers: {
      ...(changes(method) ? { "Idempotency-Key": key } : {}),
      ...(form || body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    body: form ? body : body === undefined ? undefined : JSON.stringify(body),
    signal,
  }).catch(() => {
    throw new ProblemError(unreachable);
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok)
    throw new ProblemError(toProblem(answer, response.status, response.headers.get("x-request-id")));
  return answer;
}
