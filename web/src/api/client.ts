import { ProblemError, toProblem, unreachable } from "./problem";

const changes = (method: string) => !["GET", "HEAD", "OPTIONS"].includes(method);

/**
 * A request to our own origin with the session's cookie; a changing one carries its `Idempotency-Key`. Answers the parsed body;
 * failures are always thrown as `ProblemError`. Pages go through `read` and `change`; this is for those who keep their own key,
 * such as the queue of what was done without a line.
 */
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
