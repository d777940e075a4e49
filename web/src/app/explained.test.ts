import { describe, expect, it } from "vitest";
import { pageOf as deskPage } from "./desk/explained";
import { pageOf as phonePage } from "./phone/explained";

const request = { kind: "leave_request", id: "r1" };
const lot = { kind: "leave_lot", id: "l1" };
const line = { kind: "leave_movement", id: "m1" };
const number = { kind: "observation", id: "o1" };

describe("an input of a figure", () => {
  it("leads to its own page, or to its place on the page of what it belongs to", () => {
    const employee = { kind: "employment", id: "e1" } as const;
    expect(deskPage(request)).toBe("/leave-requests/r1");
    expect(deskPage(lot, employee)).toBe("/people/e1?tab=leave#lot-l1");
    expect(deskPage(line, employee)).toBe("/people/e1?tab=leave#movement-m1");
    expect(deskPage(number, { kind: "goal", id: "g1" })).toBe("/goals/g1#event-o1");
    expect(deskPage(number, { kind: "improvement", id: "i1" })).toBe("/improvements/i1#event-o1");
  });
  it("has no link where it has no page", () => {
    expect(deskPage(lot)).toBeUndefined();
    expect(deskPage(number, { kind: "employment", id: "e1" })).toBeUndefined();
    expect(deskPage({ kind: "calendar_day", id: "2026-10-01" })).toBeUndefined();
    expect(phonePage(lot, { kind: "employment", id: "e1" })).toBeUndefined();
  });
  it("leads on the phone to the phone's pages", () => {
    expect(phonePage(request)).toBe("/leave/r1");
    expect(phonePage(number, { kind: "goal", id: "g1" })).toBe("/goals/g1");
    expect(phonePage(number, { kind: "improvement", id: "i1" })).toBe("/improvements/i1");
  });
});
