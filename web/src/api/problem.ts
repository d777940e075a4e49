import type { components } from "./schema";

/** Values by name. */
type Params = Record<string, unknown>;

/** What the server answers when it does not do what was asked (RFC 9457). The code is stable; words belong to the locale files. */
export type Problem = Pick<components["schemas"]["Problem"], "status" | "code"> & {
  /** Values for the words. */
  params?: Params;
  /** For bad input: each field that is wrong. */
  errors?: (Omit<components["schemas"]["FieldError"], "params"> & { params?: Params })[];
  /** Id of the request, for support. */
  request?: string;
};

/** A problem as something that can be thrown through a query or mutation. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

const local = (code: string, status: number): Problem => ({ code, status });

/** No answer came: no line, a time-out, a server that is away. */
export const unreachable: Problem = local("network.unreachable", 0);

const isProblem = (value: unknown): value is Problem =>
  typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";

/** Reads a problem out of an answer's body; an answer without one is named by its status. */
export function toProblem(body: unknown, status: number, request?: string | null): Problem {
  const known = isProblem(body) ? { ...body, status: body.status ?? status } : local(codeOf(status), status);
  return request ? { ...known, request } : known;
}

function codeOf(status: number): string {
  if (status === 401) return "auth.required";
  if (status === 403) return "auth.denied";
  if (status === 404) return "not_found";
  if (status === 413) return "input.too_large";
  if (status === 429) return "rate.limited";
  return status >= 500 ? "internal" : "input.invalid";
}

/** Code and request id in small print, for support. */
export const supportLine = (problem: Problem): string =>
  [problem.code, problem.request].filter(Boolean).join(" · ");

/** Whatever was thrown, as a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return isProblem(error) ? error : unreachable;
}

/** The reader may not see or do this. */
export const isNoRight = (problem: Problem): boolean => problem.status === 403;

/** It is not there, or not for this reader; asking again changes nothing. */
export const isMissing = (problem: Problem): boolean => problem.status === 404;

/** Nobody is signed in (any more). */
export const isSignedOut = (problem: Problem): boolean => problem.status === 401;
