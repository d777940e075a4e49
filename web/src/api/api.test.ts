import { describe, expect, it, vi } from "vitest";
import { send } from "./client";
import { IdempotencyKeys, newKey } from "./idempotency";
import { ProblemError, problemOf, toProblem } from "./problem";

describe("idempotency keys", () => {
  it("are UUIDs of version 4", () =>
    expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
  it("stay the same until the request is answered, then change", () => {
    const keys = new IdempotencyKeys();
    const first = keys.keyFor("POST /a {}");
    expect(keys.keyFor("POST /a {}")).toBe(first);
    expect(keys.keyFor("POST /b {}")).not.toBe(first);
    keys.answered("POST /a {}");
    expect(keys.keyFor("POST /a {}")).not.toBe(first);
  });
});

describe("problems", () => {
  it("keep the server's code, or are named by the status", () => {
    expect(toProblem({ code: "leave.overlap", status: 422 }, 422).code).toBe("leave.overlap");
    expect(toProblem(undefined, 502).code).toBe("internal");
    expect(toProblem("<html>", 404).code).toBe("not_found");
    expect(problemOf(new TypeError("Failed to fetch")).code).toBe("network.unreachable");
  });
  it("are thrown with the body's fields when a request is refused", async () => {
    const body = {
      code: "input.invalid",
      title: "",
      status: 422,
      errors: [{ field: "first_day", code: "required" }],
    };
    vi.stubGlobal("fetch", async () => new Response(JSON.stringify(body), { status: 422 }));
    const refused = await send("POST", "/api/v1/x", {}, "k").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect(problemOf(refused).errors?.[0]?.field).toBe("first_day");
  });
  it("name a missing line", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(send("POST", "/api/v1/x", {}, "k")).rejects.toMatchObject({
      problem: { code: "network.unreachable" },
    });
  });
});
