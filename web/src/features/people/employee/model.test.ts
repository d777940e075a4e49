import { describe, expect, it } from "vitest";
import type { EventView } from "../model";
import { eventBody, fen, storyOf } from "./model";

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

describe("an event for the server", () => {
  it("holds only what its kind takes", () => {
    expect(eventBody("transfer", { effective_on: "2026-12-01", unit: "u", reason: "typed before" })).toEqual({
      effective_on: "2026-12-01",
      act: { kind: "transfer", change: { unit: "u" } },
    });
  });
  it("leaves the last day out of an open-ended contract", () => {
    const form = { effective_on: "2026-12-01", contract_kind: "open_ended", contract_last_day: "2027-01-01" };
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
