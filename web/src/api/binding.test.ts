import { describe, expect, expectTypeOf, it, vi } from "vitest";
import type { Answer, Schema } from "./binding";
import { ask, at, change, read, upload } from "./request";

/** What is only compiled: none of it is ever sent. */
const compiled = (_: () => unknown) => undefined;

describe("a request compiles only as the document has it", () => {
  it("answers what the document answers, and no field beside", () => {
    compiled(async () => {
      const person = await read(at("/api/v1/people/{id}", { id: "e1" }));
      expectTypeOf(person).toEqualTypeOf<Schema<"PersonPage">>();
      expectTypeOf(person.number).toEqualTypeOf<string>();
      // @ts-expect-error no such field
      person.numero;
    });
    expectTypeOf<Answer<"GET", "/api/v1/me">>().toEqualTypeOf<Schema<"MeView">>();
    expectTypeOf<Answer<"PUT", "/api/v1/me/locale">>().toEqualTypeOf<undefined>();
  });

  it("goes to an address of the document, filled in whole, by a method it has", () => {
    compiled(() => [
      // @ts-expect-error no such address
      read("/api/v1/persons"),
      // @ts-expect-error its part is not filled in
      read("/api/v1/people/{id}"),
      // @ts-expect-error another part
      at("/api/v1/people/{id}", { person: "e1" }),
      // @ts-expect-error one of its two parts is missing
      at("/api/v1/people/{id}/documents/{document}", { id: "e1" }),
      // @ts-expect-error a part that may be missing
      at("/api/v1/people/{id}", { id: undefined as string | undefined }),
      // @ts-expect-error nothing is read there
      read("/api/v1/people/look-up"),
      // @ts-expect-error nothing is changed there
      change("PUT", at("/api/v1/people/{id}", { id: "e1" })),
    ]);
  });

  it("asks by the names and values of the query", () => {
    compiled(() => [
      read("/api/v1/people", { q: "xu", state: ["planned"], limit: 8 }),
      // @ts-expect-error no such name
      read("/api/v1/people", { words: "xu" }),
      // @ts-expect-error no such value
      read("/api/v1/people", { sort: "age" }),
      // @ts-expect-error the day must be named
      read("/api/v1/documents/expiring"),
      // @ts-expect-error nothing is asked there
      read("/api/v1/roles", { limit: 3 }),
      change("DELETE", at("/api/v1/accounts/{id}/external", { id: "a1" }), { provider: "wecom" }),
      // @ts-expect-error the provider must be named
      change("DELETE", at("/api/v1/accounts/{id}/external", { id: "a1" })),
    ]);
  });

  it("sends the body the operation takes", () => {
    const lot = at("/api/v1/leave-lots/{id}/adjust", { id: "l1" });
    compiled(() => [
      change("POST", lot, { quantity: -50, reason: "…" }),
      // @ts-expect-error a body is needed
      change("POST", lot),
      // @ts-expect-error no such field
      change("POST", lot, { quantity: -50, reason: "…", days: 1 }),
      // @ts-expect-error not text
      change("POST", lot, { quantity: "-50", reason: "…" }),
      // @ts-expect-error nothing is taken
      change("POST", at("/api/v1/accounts/{id}/disable", { id: "a1" }), { reason: "…" }),
      // @ts-expect-error a file is sent as a form
      change("POST", "/api/v1/intake/batches", { file: "…" }),
      // @ts-expect-error no such word in the form
      upload("/api/v1/intake/batches", { file: new File([], "a.xlsx"), company: "c1" }),
      // @ts-expect-error the preview says more of what is asked for
      ask("/api/v1/leave-requests/preview", { leave_type: "annual" }, AbortSignal.abort()),
    ]);
  });
});

describe("an address", () => {
  const sentTo = async (work: () => Promise<unknown>) => {
    const asked = vi.fn(async (_path: string, _init: RequestInit) => new Response("{}"));
    vi.stubGlobal("fetch", asked);
    await work();
    return asked.mock.calls[0];
  };

  it("takes its parts escaped", () => {
    expect(at("/api/v1/people/{id}/documents/{document}", { id: "a/b", document: "甲 ?" })).toBe(
      "/api/v1/people/a%2Fb/documents/%E7%94%B2%20%3F",
    );
  });

  it("leaves out what is empty and repeats what is several", async () => {
    const [path] =
      (await sentTo(() =>
        read("/api/v1/people", { unit: undefined, q: "", state: ["planned", "left"], limit: 50 }),
      )) ?? [];
    expect(path).toBe("/api/v1/people?state=planned&state=left&limit=50");
  });

  it("carries the query of a DELETE, which has no body", async () => {
    const [path, init] =
      (await sentTo(() =>
        change("DELETE", at("/api/v1/accounts/{id}/external", { id: "a1" }), { provider: "wecom" }),
      )) ?? [];
    expect(path).toBe("/api/v1/accounts/a1/external?provider=wecom");
    expect(init?.body).toBeUndefined();
  });

  it("gets a form with its words in order and without the empty ones", async () => {
    const file = new File(["x"], "a.pdf");
    const [, init] =
      (await sentTo(() =>
        upload(at("/api/v1/people/{id}/documents", { id: "e1" }), {
          kind: "diploma",
          title: "毕业证",
          class: "work",
          expires_on: "",
          file,
        }),
      )) ?? [];
    const names = [...(init?.body instanceof FormData ? init.body.keys() : [])];
    expect(names).toEqual(["kind", "title", "class", "file"]);
  });
});
