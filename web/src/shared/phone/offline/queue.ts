import { type Problem, problemOf } from "@/api/problem";

/** A request written on this device and not yet answered by the server. */
export interface Waiting {
  /** Its idempotency key: every attempt carries the same one, so the server acts once. */
  key: string;
  /** The account that wrote it; nobody else's session sends it. */
  owner: string;
  /** What it is, in the words the person saw: 年假 2.5 天. */
  title: string;
  detail?: string;
  method: "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body: unknown;
  /** RFC 3339. */
  writtenAt: string;
  /** Waits for a line · is on its way · was refused and waits for the person. */
  state: "waiting" | "sending" | "refused";
  problem?: Problem;
}

/** Where waiting requests outlive the page. */
export interface Store {
  all: () => Promise<Waiting[]>;
  put: (waiting: Waiting) => Promise<void>;
  remove: (key: string) => Promise<void>;
}

export type Send = (method: string, path: string, body: unknown, key: string) => Promise<unknown>;

/** What became of a request when it was handed in. */
export type Outcome<Answer = unknown> =
  | { kind: "sent"; answer: Answer }
  | { kind: "waiting" }
  | { kind: "refused"; problem: Problem };

/** No answer, or one that says "later": the same request may go again with the same key. */
const later = (problem: Problem): boolean =>
  problem.status === 0 ||
  problem.status === 401 ||
  problem.status === 408 ||
  problem.status === 429 ||
  problem.status >= 500;

/** One sender at a time, over all open pages. */
type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

const overPages: Exclusive = (work) =>
  typeof navigator !== "undefined" && navigator.locks
    ? (navigator.locks.request("heng.outbox", work) as ReturnType<typeof work>)
    : work();

/**
 * Every request is written down before it is sent and struck out after its answer, so that none is lost with the line or the
 * page; the key it is written down with makes sure none takes effect twice.
 */
export class OfflineQueue {
  readonly #store: Store;
  readonly #send: Send;
  readonly #exclusive: Exclusive;
  readonly #listeners = new Set<() => void>();
  readonly #outcomes = new Map<string, Outcome>();
  #shown: readonly Waiting[] = [];
  #run: Promise<void> | undefined;
  #again = false;
  #owner: string | undefined;

  constructor(store: Store, send: Send, exclusive: Exclusive = overPages) {
    this.#store = store;
    this.#send = send;
    this.#exclusive = exclusive;
  }

  /** Whose requests are shown and sent; nobody's after signing out. */
  async actAs(owner: string | undefined): Promise<void> {
    this.#owner = owner;
    await this.#refresh();
  }

  /** The waiting requests of the one signed in, oldest first. */
  list = (): readonly Waiting[] => this.#shown;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Writes the request down, tries to send it, and says what became of it. */
  async submit(request: Omit<Waiting, "state" | "problem" | "owner">): Promise<Outcome> {
    if (this.#owner === undefined) throw new Error("nobody is signed in");
    await this.#store.put({ ...request, owner: this.#owner, state: "waiting" });
    await this.#refresh();
    await this.flush();
    const outcome = this.#outcomes.get(request.key) ?? { kind: "waiting" };
    this.#outcomes.delete(request.key);
    return outcome;
  }

  /** Takes a request back. One that is on its way may already be with the server, so it stays. */
  async discard(key: string): Promise<boolean> {
    const found = this.#shown.find((waiting) => waiting.key === key);
    if (!found || found.state === "sending") return false;
    await this.#store.remove(key);
    await this.#refresh();
    return true;
  }

  /** Sends what waits, in order; stops at the first that has no line. Calls during a run join it and look once more. */
  flush(): Promise<void> {
    if (this.#run) {
      this.#again = true;
      return this.#run;
    }
    this.#run = this.#exclusive(async () => {
      do {
        this.#again = false;
        await this.#sendAll();
      } while (this.#again);
    }).finally(() => {
      this.#run = undefined;
    });
    return this.#run;
  }

  async #sendAll(): Promise<void> {
    for (const waiting of await this.#mine()) {
      if (waiting.state === "refused") continue;
      await this.#store.put({ ...waiting, state: "sending" });
      await this.#refresh();
      try {
        const answer = await this.#send(waiting.method, waiting.path, waiting.body, waiting.key);
        this.#outcomes.set(waiting.key, { kind: "sent", answer });
        await this.#store.remove(waiting.key);
      } catch (error) {
        const problem = problemOf(error);
        const state = later(problem) ? "waiting" : "refused";
        if (state === "refused") this.#outcomes.set(waiting.key, { kind: "refused", problem });
        await this.#store.put({ ...waiting, state, problem: state === "refused" ? problem : undefined });
        if (state === "waiting") {
          await this.#refresh();
          return;
        }
      }
      await this.#refresh();
    }
  }

  async #mine(): Promise<Waiting[]> {
    const all = await this.#store.all();
    return all
      .filter((waiting) => waiting.owner === this.#owner)
      .sort((a, b) => a.writtenAt.localeCompare(b.writtenAt));
  }

  async #refresh(): Promise<void> {
    this.#shown = await this.#mine();
    for (const listener of this.#listeners) listener();
  }
}
