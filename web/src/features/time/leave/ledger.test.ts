import { describe, expect, it } from "vitest";
import { account, type Lot, type Movement, type MovementKind, standings, total } from "./ledger";

const lot = (id: string, first_day: string, last_day?: string): Lot => ({
  id,
  leave_type: "annual",
  first_day,
  last_day,
  reason: id,
});
let made = 0;
const line = (
  lot_id: string,
  kind: MovementKind,
  quantity: number,
  effective_on: string,
  of: Partial<Movement> = {},
): Movement => ({
  id: `m${String(++made).padStart(4, "0")}`,
  leave_type: "annual",
  lot_id,
  kind,
  quantity,
  effective_on,
  recorded_at: `${effective_on}T01:00:00Z`,
  ...of,
});

const lots = [
  lot("new", "2026-01-01", "2026-12-31"),
  lot("carried", "2026-01-01", "2026-06-30"),
  lot("next", "2027-01-01", "2027-12-31"),
];
const movements = [
  line("new", "grant", 1000, "2026-01-01"),
  line("carried", "grant", 200, "2026-01-01"),
  line("carried", "hold", -100, "2026-03-02", { request_id: "r1", leave_day: "2026-03-09" }),
  line("carried", "hold", -50, "2026-03-02", { request_id: "r1", leave_day: "2026-03-10" }),
  line("carried", "release", 150, "2026-03-03", { request_id: "r1" }),
  line("carried", "consume", -150, "2026-03-03", { request_id: "r1" }),
  line("new", "adjust", -50, "2026-08-01", { reason: "多算了半天" }),
  line("new", "hold", -300, "2026-11-20", { request_id: "r2", leave_day: "2026-12-02" }),
  line("next", "grant", 1000, "2027-01-01"),
  line("next", "hold", -100, "2026-11-20", { request_id: "r3", leave_day: "2027-01-04" }),
];

describe("the lots on a day", () => {
  it("tell what was used from what is held", () => {
    const [first, planned, ended] = standings(lots, movements, "2026-11-21");
    expect(first).toMatchObject({ given: 950, used: 0, held: 300, left: 650, state: "holds" });
    expect(planned).toMatchObject({ given: 1000, held: 100, left: 900, state: "planned" });
    expect(ended).toMatchObject({ given: 200, used: 150, left: 50, state: "ended" });
    expect(Object.is(first?.used, -0)).toBe(false);
  });
  it("sum up to the balance: only what holds on the day counts", () => {
    expect(total(standings(lots, movements, "2026-11-21"))).toEqual({
      given: 950,
      used: 0,
      held: 300,
      left: 650,
    });
  });
  it("are those of that day, not of today", () => {
    expect(total(standings(lots, movements, "2026-03-02"))).toEqual({
      given: 1200,
      used: 0,
      held: 150,
      left: 1050,
    });
    expect(total(standings(lots, movements, "2025-12-31")).left).toBe(0);
  });
});

describe("the account", () => {
  const days = [
    "2025-12-31",
    "2026-01-01",
    "2026-03-02",
    "2026-03-03",
    "2026-06-30",
    "2026-07-01",
    "2026-08-01",
  ];
  it("ends on every day with the balance of the lots", () => {
    for (const day of [...days, "2026-11-21", "2027-01-01", "2027-06-01"])
      expect(account(lots, movements, day)[0]?.balance ?? 0, day).toBe(
        total(standings(lots, movements, day)).left,
      );
  });
  it("has one line for what a request did at once, with its days", () => {
    const held = account(lots, movements, "2026-03-02")[0];
    expect(held).toMatchObject({ kind: "hold", quantity: -150, balance: 1050, request: "r1" });
    expect(held?.days).toEqual({ first: "2026-03-09", last: "2026-03-10" });
  });
  it("says what lapsed when a lot ended, on the day after its last", () => {
    expect(account(lots, movements, "2026-07-01")[0]).toMatchObject({
      on: "2026-07-01",
      kind: "lapse",
      quantity: -50,
    });
  });
  it("lets lapse at once what is given back to a lot that has ended", () => {
    const back = [...movements, line("carried", "restore", 100, "2026-09-01", { request_id: "r1" })];
    const [lapsed, restored] = account(lots, back, "2026-09-01");
    expect(restored).toMatchObject({ kind: "restore", quantity: 100 });
    expect(lapsed).toMatchObject({ kind: "lapse", quantity: -100 });
    expect(lapsed?.balance).toBe(total(standings(lots, back, "2026-09-01")).left);
  });
});
