import type { Schema } from "@/api/binding";

/** A lot as the server tells it; its sums are those of today. */
export type Lot = Pick<Schema<"LotView">, "id" | "leave_type" | "first_day" | "last_day" | "reason">;
export type MovementKind = Schema<"MovementKind">;
/** A line of the ledger as it was written. Quantities are hundredths of a day, signed. */
export type Movement = Schema<"MovementView">;

/** What a lot came to by the end of a day, in hundredths of a day. */
export interface LotStanding {
  lot: Lot;
  given: number;
  /** Taken, or approved to be taken. */
  used: number;
  /** Kept for requests that are not decided. */
  held: number;
  left: number;
  /** `planned` begins later, `ended` lapsed with what was left. */
  state: "holds" | "planned" | "ended";
}

const sum = (movements: readonly Movement[], ...kinds: MovementKind[]): number =>
  movements.filter(({ kind }) => kinds.includes(kind)).reduce((all, { quantity }) => all + quantity, 0);
/** `−0` is no number to show. */
const taken = (quantity: number): number => (quantity === 0 ? 0 : -quantity);

/**
 * The lots of one type as they stood at the end of a day, what holds first, the one that ends first before the others.
 * What a lot that begins later will hold is known already, so nothing of it is left out.
 */
export function standings(lots: readonly Lot[], movements: readonly Movement[], on: string): LotStanding[] {
  const order = { holds: 0, planned: 1, ended: 2 } as const;
  return lots
    .map((lot): LotStanding => {
      const state = lot.first_day > on ? "planned" : lot.last_day && lot.last_day < on ? "ended" : "holds";
      const mine = movements.filter(
        ({ lot_id, effective_on }) => lot_id === lot.id && (state === "planned" || effective_on <= on),
      );
      return {
        lot,
        state,
        given: sum(mine, "grant", "adjust"),
        used: taken(sum(mine, "consume", "restore")),
        held: taken(sum(mine, "hold", "release")),
        left: mine.reduce((all, { quantity }) => all + quantity, 0),
      };
    })
    .sort(
      (a, b) =>
        order[a.state] - order[b.state] ||
        (a.lot.last_day ?? "9999").localeCompare(b.lot.last_day ?? "9999") ||
        a.lot.first_day.localeCompare(b.lot.first_day),
    );
}

/** What the lots come to that hold on the day: their `left` is the balance. */
export function total(standing: readonly LotStanding[]): Omit<LotStanding, "lot" | "state"> {
  const holding = standing.filter(({ state }) => state === "holds");
  const of = (name: "given" | "used" | "held" | "left") => holding.reduce((all, row) => all + row[name], 0);
  return { given: of("given"), used: of("used"), held: of("held"), left: of("left") };
}

/** A line as it is read: what was written in one go for one request is one line. */
interface LedgerLine {
  key: string;
  on: string;
  kind: MovementKind | "lapse";
  quantity: number;
  /** What may be taken after it. */
  balance: number;
  request?: string;
  /** The leave days it stands for, from first to last. */
  days?: { first: string; last: string };
  reason?: string;
  recorded?: string;
}

const after = (day: string): string => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
};

/**
 * The account of one type up to the end of a day, newest first, each line with the balance after it. A line counts from
 * the day its lot begins; what is left of a lot when it ends lapses in a line of its own, which nobody had to write.
 */
export function account(lots: readonly Lot[], movements: readonly Movement[], on: string): LedgerLine[] {
  const lotOf = new Map(lots.map((lot) => [lot.id, lot]));
  const begins = (movement: Movement) => {
    const start = lotOf.get(movement.lot_id)?.first_day ?? "";
    const [, later = start] = [movement.effective_on, start].sort();
    return later;
  };
  const written = movements
    .filter((movement) => lotOf.has(movement.lot_id))
    .map((movement) => ({ movement, on: begins(movement) }))
    .filter((entry) => entry.on <= on)
    .sort(
      (a, b) =>
        a.on.localeCompare(b.on) ||
        a.movement.recorded_at.localeCompare(b.movement.recorded_at) ||
        a.movement.id.localeCompare(b.movement.id),
    );
  const ends = lots
    .flatMap(({ id, last_day }) => (last_day && last_day < on ? [{ id, on: after(last_day) }] : []))
    .sort((a, b) => a.on.localeCompare(b.on));
  const left = new Map<string, number>();
  const lines: LedgerLine[] = [];
  let balance = 0;
  const add = (line: Omit<LedgerLine, "balance">) => {
    balance += line.quantity;
    lines.push({ ...line, balance });
  };
  const lapse = (lot: string, day: string) => {
    const rest = left.get(lot) ?? 0;
    left.set(lot, 0);
    if (rest !== 0) add({ key: `lapse:${lot}:${lines.length}`, on: day, kind: "lapse", quantity: -rest });
  };
  const gone = new Set<string>();
  const end = (day: string) => {
    while (ends[0] && ends[0].on <= day) {
      const ended = ends.shift();
      if (!ended) break;
      gone.add(ended.id);
      lapse(ended.id, ended.on);
    }
  };
  for (const { movement, on: day } of written) {
    end(day);
    left.set(movement.lot_id, (left.get(movement.lot_id) ?? 0) + movement.quantity);
    const last = lines.at(-1);
    const together =
      last &&
      movement.request_id &&
      last.request === movement.request_id &&
      last.kind === movement.kind &&
      last.on === day &&
      last.recorded === movement.recorded_at;
    if (together) {
      balance += movement.quantity;
      last.quantity += movement.quantity;
      last.balance = balance;
      last.days = span(last.days, movement.leave_day);
    } else {
      add({
        key: movement.id,
        on: day,
        kind: movement.kind,
        quantity: movement.quantity,
        request: movement.request_id ?? undefined,
        days: span(undefined, movement.leave_day),
        reason:
          movement.reason ?? (movement.kind === "grant" ? lotOf.get(movement.lot_id)?.reason : undefined),
        recorded: movement.recorded_at,
      });
    }
    // Given back to a lot that has ended: it lapses at once.
    if (gone.has(movement.lot_id)) lapse(movement.lot_id, day);
  }
  end(on);
  return lines.reverse();
}

function span(days: LedgerLine["days"], day: string | null | undefined): LedgerLine["days"] {
  if (!day) return days;
  return {
    first: days && days.first < day ? days.first : day,
    last: days && days.last > day ? days.last : day,
  };
}
