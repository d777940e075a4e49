import { describe, expect, it } from "vitest";
import { against, dayBox, from, type LeaveDay, readAsk, specialDays, startAsk, toSend, until } from "./model";

const ask = startAsk("annual", "2026-09-18");

const day = (over: Partial<LeaveDay>): LeaveDay => ({
  day: "2026-09-18",
  am: true,
  pm: true,
  quantity: 100,
  kind: "work",
  ...over,
});

describe("the form as it opens", () => {
  it("is on a day that is likely worked", () => {
    expect(ask.first_day).toBe("2026-09-18");
    expect(startAsk("annual", "2026-02-28").first_day).toBe("2026-03-02");
    expect(startAsk("annual", "2026-03-01").last_day).toBe("2026-03-02");
  });
});

describe("the span of a leave", () => {
  it("moves its end along when it starts later", () => {
    expect(from(ask, "2026-09-21", "am")).toMatchObject({ first_day: "2026-09-21", last_day: "2026-09-21" });
  });
  it("never ends before it starts", () => {
    expect(until(ask, "2026-09-10", "pm").last_day).toBe("2026-09-18");
  });
  it("of one day is a morning, an afternoon or the whole day, never afternoon to morning", () => {
    expect(until(ask, "2026-09-18", "am")).toMatchObject({ first_half: "am", last_half: "am" });
    expect(from(until(ask, "2026-09-18", "am"), "2026-09-18", "pm")).toMatchObject({
      first_half: "pm",
      last_half: "pm",
    });
  });
  it("may run from noon to a later noon", () => {
    expect(from(until(ask, "2026-09-21", "am"), "2026-09-18", "pm")).toMatchObject({
      first_half: "pm",
      last_day: "2026-09-21",
      last_half: "am",
    });
  });
  it("keeps its day when a date field is emptied", () => {
    expect(from(ask, "", "am").first_day).toBe("2026-09-18");
  });
});

describe("a kept draft", () => {
  it("comes back as it was written", () => {
    expect(readAsk(JSON.stringify({ ...ask, reason: "送孩子" }))).toEqual({ ...ask, reason: "送孩子" });
  });
  it("is forgotten when it is no draft", () => {
    for (const bad of [null, "", "{", "null", "3", '{"leave_type":"annual"}'])
      expect(readAsk(bad)).toBeUndefined();
  });
});

it("sends no empty reason", () => {
  expect(toSend({ ...ask, reason: "  " })).toEqual(ask);
  expect(toSend({ ...ask, reason: " 送孩子 " }).reason).toBe("送孩子");
});

describe("the strip of days", () => {
  const counted = {
    terms: [
      { label: "calendar.weekend_days", sign: "-", value: "2", unit: "day" },
      {
        label: "calendar.swapped_workday",
        params: { date: "2026-09-20", name: "国庆节" },
        sign: "+",
        value: "1",
        unit: "day",
      },
    ],
  };
  const specials = specialDays(counted);

  it("knows the swapped working days from the explanation of the count", () => {
    expect(specials).toEqual([{ kind: "swapped_workday", day: "2026-09-20", name: "国庆节" }]);
  });
  it("marks a Sunday that is worked, and days that do not count", () => {
    expect(dayBox(day({ day: "2026-09-20" }), specials)).toEqual({ note: "swapped", kind: "attention" });
    expect(dayBox(day({ day: "2026-09-19", quantity: 0, kind: "rest" }), specials)).toEqual({
      note: "rest",
      kind: "off",
    });
    expect(dayBox(day({ quantity: 0, kind: "statutory" }), specials).note).toBe("statutory");
  });
  it("names half-days", () => {
    expect(dayBox(day({ am: false, quantity: 50 }), specials).note).toBe("pm");
    expect(dayBox(day({ pm: false, quantity: 50 }), specials).note).toBe("am");
    expect(dayBox(day({}), specials).note).toBe("whole");
  });
});

it("only errors stand against sending", () => {
  const finding = (severity: "info" | "warning" | "error") => ({ code: severity, severity });
  expect(against([finding("info"), finding("warning"), finding("error")]).map(({ code }) => code)).toEqual([
    "error",
  ]);
});
