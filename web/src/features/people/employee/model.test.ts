import { describe, expect, it } from "vitest";
import type { EventView } from "../model";
import {
  correctable,
  correctionBody,
  correctionForm,
  type EventForm,
  eventBody,
  fen,
  furtherPosts,
  holdsPay,
  seatOptions,
  storyOf,
  unitOn,
} from "./model";

const event = (id: string, on: string, kind: string, act: object, state: EventView["state"] = "effective") =>
  ({ id, kind, effective_on: on, state, recorded_at: `${on}T01:00:00Z`, act: { ...act } }) as EventView;

describe("the story of an employment", () => {
  const events = [
    event("2", "2026-09-01", "transfer", { change: { unit: "night" } }),
    event("1", "2019-03-18", "hire", { post_id: "p", post: { unit: "day", job: "clerk" } }),
    event("3", "2027-01-01", "promote", { change: { job: "head" } }, "planned"),
    event("4", "2026-05-01", "transfer", { change: { unit: "wrong" } }, "cancelled"),
  ];
  const story = storyOf(events);

  it("tells each change from what was before, whatever order it came in", () => {
    expect(story.get("2")).toEqual([{ field: "unit", before: "day", after: "night" }]);
    expect(story.get("3")).toEqual([{ field: "job", before: "clerk", after: "head" }]);
  });
  it("tells the beginning without a before", () => {
    expect(story.get("1")?.every(({ before }) => before === undefined)).toBe(true);
  });
  it("leaves a cancelled event out of what follows", () => {
    expect(story.get("4")).toEqual([{ field: "unit", before: undefined, after: "wrong" }]);
  });
});

describe("a further post", () => {
  const event = (
    id: string,
    kind: string,
    act: EventView["act"],
    state: EventView["state"] = "effective",
  ) => ({
    ...{ id, kind, act, state },
    effective_on: `2026-0${id}-01`,
    recorded_at: "2026-01-01T00:00:00Z",
  });
  it("can be ended where it is now, as long as nothing has ended it", () => {
    const events = [
      event("1", "hire", { post_id: "main", post: { unit: "u1" } }),
      event("2", "add_post", { post_id: "p2", post: { unit: "u2" } }),
      event("3", "add_post", { post_id: "p3", post: { unit: "u3" } }),
      event("4", "transfer", { post_id: "p2", change: { unit: "u4" } }),
      event("5", "end_post", { post_id: "p3" }),
      event("6", "add_post", { post_id: "p6", post: { unit: "u6" } }, "cancelled"),
    ];
    expect(furtherPosts(events)).toEqual([{ id: "p2", unit: "u4" }]);
    expect(furtherPosts(events, "5").map(({ id }) => id)).toEqual(["p2", "p3"]);
  });
});

describe("an event for the server", () => {
  it("holds only what its kind takes", () => {
    expect(eventBody("transfer", { effective_on: "2026-12-01", unit: "u", reason: "typed before" })).toEqual({
      effective_on: "2026-12-01",
      act: { kind: "transfer", change: { unit: "u" } },
    });
  });
  it("leaves the last day out of an open-ended contract", () => {
    const form: EventForm = {
      effective_on: "2026-12-01",
      contract_kind: "open_ended",
      contract_last_day: "2027-01-01",
    };
    expect(eventBody("sign_contract", form).act).toEqual({
      kind: "sign_contract",
      contract: { kind: "open_ended" },
    });
  });
  it("sends pay in fen, never through a fraction", () => {
    expect(fen("12,345.6")).toBe(1_234_560);
    expect(fen("0.29")).toBe(29);
    for (const wrong of ["", "1.234", "-1", "1e3", "一千"]) expect(fen(wrong)).toBeUndefined();
  });
});

describe("a correction", () => {
  const event = (kind: string, act: Record<string, unknown>, more: Partial<EventView> = {}): EventView => ({
    id: "e1",
    kind,
    effective_on: "2026-03-01",
    state: "effective",
    recorded_at: "2026-02-20T01:00:00Z",
    act,
    ...more,
  });
  const send = (of: EventView, typed: Partial<EventForm> = {}) =>
    correctionBody(of, { ...correctionForm(of), ...typed } as EventForm);

  it("opens as the record stands and keeps what no field shows", () => {
    const hired = event("hire", {
      kind: "hire",
      employment_kind: "regular",
      post_id: "p1",
      post: { unit: "u1", job: "j1", cost_centre: "C1", dotted: ["m2"] },
      contract: { kind: "fixed_term", last_day: "2029-02-28" },
      calendar: "c1",
    });
    expect(send(hired, { grade: "g1" })).toEqual({
      effective_on: "2026-03-01",
      act: {
        kind: "start",
        employment_kind: "regular",
        post: { unit: "u1", job: "j1", grade: "g1", cost_centre: "C1", dotted: ["m2"] },
        contract: { kind: "fixed_term", last_day: "2029-02-28" },
        calendar: "c1",
      },
    });
  });
  it("leaves a seat that is not chosen any more", () => {
    const moved = event("transfer", { change: { unit: "u2", position: "s2" } });
    expect(send(moved)).toMatchObject({ act: { change: { unit: "u2", position: "s2" } } });
    expect(send(moved, { unit: "u3", position: undefined })).toMatchObject({
      act: { change: { unit: "u3" } },
    });
    expect(JSON.stringify(send(moved, { unit: "u3", position: undefined }))).not.toContain("position");
    const left = event("promote", { change: { position: null } });
    expect(send(left)).toMatchObject({ act: { change: { position: null } } });
  });
  it("keeps a fact that was recorded as none", () => {
    const moved = event("transfer", { change: { unit: "u2", manager: null } });
    expect(send(moved)).toMatchObject({ act: { kind: "transfer", change: { unit: "u2", manager: null } } });
    expect(send(moved, { manager: "m1" })).toMatchObject({ act: { change: { manager: "m1" } } });
  });
  it("speaks of the last day of work when somebody left", () => {
    const left = event("leave", { reason: "回老家" }, { effective_on: "2026-04-01", last_day: "2026-03-31" });
    expect(send(left)).toEqual({ effective_on: "2026-03-31", act: { kind: "leave", reason: "回老家" } });
  });
  it("never sends an amount that was hidden", () => {
    const paid = event("change_pay", { pay: { amount_minor: "***", currency: "CNY", per: "month" } });
    expect(holdsPay(paid)).toBe(true);
    expect(correctionForm(paid).amount).toBeUndefined();
    expect(send(paid, { amount: "8000" })).toMatchObject({
      act: { pay: { amount_minor: 800_000, currency: "CNY", per: "month" } },
    });
  });
  it("is not offered for what no form can tell", () => {
    expect(correctable({ kind: "set_calendar" })).toBeUndefined();
    expect(correctable({ kind: "rehire" })).toBe("start");
  });
});

describe("a seat", () => {
  it("is offered for the chosen unit alone, with how many of it are taken", () => {
    const seat = (id: string, unit_id: string) => ({ id, unit_id, name: "店员", held: 1, headcount: 2 });
    expect(seatOptions([seat("s1", "u1"), seat("s2", "u2")], "u2")).toEqual([
      { value: "s2", label: "店员 1/2" },
    ]);
    expect(seatOptions([seat("s1", "u1")], undefined)).toEqual([]);
  });
  it("is one of the unit in which somebody is on the day of the event", () => {
    const events = [
      event("e3", "2026-05-01", "transfer", { post_id: "p2", change: { unit: "u9" } }),
      event("e2", "2026-03-01", "transfer", { change: { unit: "u2" } }),
      event("e1", "2026-01-01", "hire", { post_id: "p1", post: { unit: "u1" } }),
      event("e4", "2026-06-01", "promote", { change: { job: "j1" } }),
    ];
    expect(unitOn(events, "2026-02-28")).toBe("u1");
    expect(unitOn(events, "2026-07-01")).toBe("u2");
    expect(unitOn(events, "2026-07-01", "e2")).toBe("u1");
    expect(unitOn(events, "2025-12-31")).toBeUndefined();
  });
});
