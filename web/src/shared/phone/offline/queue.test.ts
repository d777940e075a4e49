import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { type Problem, ProblemError, unreachable } from "@/api/problem";
import { OfflineQueue, type Send, type Store, type Waiting } from "./queue";
import { browserStore } from "./store";

const alone = <T>(work: () => Promise<T>) => work();
const request = (key: string, minute = 0) => ({
  key,
  title: `年假 ${key}`,
  method: "POST" as const,
  path: "/api/v1/leave-requests",
  body: { key },
  writtenAt: `2026-09-16T10:${String(minute).padStart(2, "0")}:00Z`,
});
const refused: Problem = { code: "leave.overlap", status: 422 };

/** A server that acts once per key and can lose its answers. */
function server() {
  const acted: string[] = [];
  const state = { line: true, loseAnswer: false, refuse: new Set<string>(), attempts: 0 };
  const send: Send = async (_method, _path, _body, key) => {
    state.attempts += 1;
    if (!state.line) throw new ProblemError(unreachable);
    if (state.refuse.has(key)) throw new ProblemError(refused);
    if (!acted.includes(key)) acted.push(key);
    if (state.loseAnswer) throw new ProblemError(unreachable);
    return { id: key };
  };
  return { acted, state, send };
}

async function queueOn(store: Store, send: Send, owner = "a1") {
  const queue = new OfflineQueue(store, send, alone);
  await queue.actAs(owner);
  return queue;
}

beforeEach(async () => {
  for (const { key } of await browserStore.all()) await browserStore.remove(key);
});

describe("requests written without a line", () => {
  it("are kept, and sent in order when it is back", async () => {
    const { acted, state, send } = server();
    const queue = await queueOn(browserStore, send);
    state.line = false;
    expect(await queue.submit(request("second", 2))).toEqual({ kind: "waiting" });
    expect(await queue.submit(request("first", 1))).toEqual({ kind: "waiting" });
    expect(queue.list().map(({ key, state: at }) => [key, at])).toEqual([
      ["first", "waiting"],
      ["second", "waiting"],
    ]);
    state.line = true;
    await queue.flush();
    expect(acted).toEqual(["first", "second"]);
    expect(queue.list()).toEqual([]);
  });

  it("take effect once when the answer is lost and the request goes again", async () => {
    const { acted, state, send } = server();
    const queue = await queueOn(browserStore, send);
    state.loseAnswer = true;
    await queue.submit(request("a"));
    expect(queue.list()).toHaveLength(1);
    state.loseAnswer = false;
    await queue.flush();
    expect(acted).toEqual(["a"]);
    expect(state.attempts).toBe(2);
    expect(queue.list()).toEqual([]);
  });

  it("survive a page that dies while sending, with the same key", async () => {
    const dying = await queueOn(browserStore, () => new Promise(() => undefined));
    void dying.submit(request("a"));
    await expect.poll(async () => (await browserStore.all())[0]?.state).toBe("sending");
    const { acted, send } = server();
    const next = await queueOn(browserStore, send);
    await next.flush();
    expect(acted).toEqual(["a"]);
  });

  it("are sent once though two flushes run at the same time", async () => {
    const { state, send } = server();
    const queue = await queueOn(browserStore, send);
    state.line = false;
    await queue.submit(request("a"));
    state.line = true;
    state.attempts = 0;
    await Promise.all([queue.flush(), queue.flush()]);
    expect(state.attempts).toBe(1);
  });
});

describe("a queue", () => {
  it("keeps a refused request for its writer and goes on with the next", async () => {
    const { acted, state, send } = server();
    const queue = await queueOn(browserStore, send);
    state.refuse.add("bad");
    expect(await queue.submit(request("bad", 1))).toEqual({ kind: "refused", problem: refused });
    expect(await queue.submit(request("good", 2))).toMatchObject({ kind: "sent" });
    expect(acted).toEqual(["good"]);
    expect(queue.list()).toMatchObject([
      { key: "bad", state: "refused", problem: { code: "leave.overlap" } },
    ]);
    await queue.flush();
    expect(state.attempts).toBe(2);
  });

  it("never sends what another account wrote", async () => {
    const { acted, state, send } = server();
    state.line = false;
    await (await queueOn(browserStore, send, "a1")).submit(request("mine"));
    state.line = true;
    const other = await queueOn(browserStore, send, "a2");
    expect(other.list()).toEqual([]);
    await other.flush();
    expect(acted).toEqual([]);
  });

  it("takes back what waits, not what is on its way", async () => {
    const { state, send } = server();
    const queue = await queueOn(browserStore, send);
    state.line = false;
    await queue.submit(request("a"));
    expect(await queue.discard("a")).toBe(true);
    expect(queue.list()).toEqual([]);
    const waiting: Waiting = { ...request("b"), owner: "a1", state: "sending" };
    await browserStore.put(waiting);
    await queue.actAs("a1");
    expect(await queue.discard("b")).toBe(false);
  });

  it("tells its listeners about every change", async () => {
    const { send } = server();
    const queue = await queueOn(browserStore, send);
    let told = 0;
    const stop = queue.subscribe(() => {
      told += 1;
    });
    await queue.submit(request("a"));
    stop();
    expect(told).toBeGreaterThanOrEqual(3);
  });
});
