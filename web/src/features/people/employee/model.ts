import type { EventView } from "../model";

/** A fact an event changes: from what, to what. Values are ids, words or days as the server keeps them. */
export interface StoryLine {
  field: string;
  before?: unknown;
  after?: unknown;
}

type Facts = Record<string, unknown>;
const own = (value: unknown): Facts => (typeof value === "object" && value !== null ? { ...value } : {});
/** Facts of a post that a reader follows. */
const told = ["unit", "job", "grade", "manager", "cost_centre"] as const;

/**
 * What each event changes, told from the events before it. Events that do not count any more are told alone, without what
 * was before; so are further posts.
 */
export function storyOf(events: readonly EventView[]): Map<string, StoryLine[]> {
  const story = new Map<string, StoryLine[]>();
  const ordered = [...events].sort(
    (a, b) => a.effective_on.localeCompare(b.effective_on) || a.recorded_at.localeCompare(b.recorded_at),
  );
  let post: Facts = {};
  let facts: Facts = {};
  for (const event of ordered) {
    const counts = event.state === "planned" || event.state === "effective";
    const { act } = event;
    const starts = event.kind === "hire" || event.kind === "rehire";
    const main = starts || !act.post_id || act.post_id === facts.main_post;
    const next: Facts = {};
    if (act.post && starts) {
      Object.assign(next, own(act.post));
      if (counts) facts = { ...facts, main_post: act.post_id };
    } else if (act.change) Object.assign(next, own(act.change));
    else if (act.post) Object.assign(next, own(act.post));
    const lines: StoryLine[] = told
      .filter((field) => field in next)
      .map((field) => ({
        field,
        before: counts && main && !starts ? post[field] : undefined,
        after: next[field],
      }));
    if (event.kind === "change_kind") lines.push({ field: "kind", after: act.to });
    const contract = own(act.contract);
    if (act.contract) {
      lines.push({
        field: "contract.kind",
        before: counts ? facts["contract.kind"] : undefined,
        after: contract.kind,
      });
      if (contract.last_day) lines.push({ field: "contract.last_day", after: contract.last_day });
      if (counts) facts = { ...facts, "contract.kind": contract.kind };
    }
    if (act.probation_last_day) lines.push({ field: "probation_last_day", after: act.probation_last_day });
    if (act.reason) lines.push({ field: "reason", after: act.reason });
    story.set(
      event.id,
      lines.filter(({ before, after }) => before !== after && after !== undefined),
    );
    if (counts && main && event.kind !== "add_post" && event.kind !== "end_post") post = { ...post, ...next };
  }
  return story;
}

/** The unit of the main post on a day, told from the events that count; `without` is one that is being put right. */
export function unitOn(events: readonly EventView[], day: string, without?: string): string | undefined {
  let main: unknown;
  let unit: string | undefined;
  const counts = events.filter(
    ({ id, state, effective_on }) =>
      id !== without && (state === "planned" || state === "effective") && effective_on <= day,
  );
  counts.sort(
    (a, b) => a.effective_on.localeCompare(b.effective_on) || a.recorded_at.localeCompare(b.recorded_at),
  );
  for (const { kind, act } of counts) {
    const starts = kind === "hire" || kind === "rehire";
    if (starts) main = act.post_id;
    const moves = starts || (kind === "transfer" && (!act.post_id || act.post_id === main));
    if (moves) unit = textOf(own(act.change ?? act.post).unit) ?? unit;
  }
  return unit;
}

/** What can be recorded about somebody who works here, in the order it is offered. */
export const eventKinds = [
  "confirm",
  "transfer",
  "promote",
  "change_pay",
  "sign_contract",
  "add_post",
  "end_post",
  "change_kind",
  "leave",
] as const;
export type EventKind = (typeof eventKinds)[number];
/** What a form can be of: a start is only ever corrected. */
export type FormKind = EventKind | "start";

/** What a form of an event holds; only the fields of its kind are filled. */
export interface EventForm {
  effective_on: string;
  unit?: string;
  job?: string;
  grade?: string;
  position?: string;
  manager?: string;
  amount?: string;
  per?: "month" | "year" | "day" | "hour";
  contract_kind?: string;
  contract_number?: string;
  contract_last_day?: string;
  post_id?: string;
  to?: string;
  reason?: string;
  hand_over_to?: string;
  dotted?: string[];
  employment_kind?: string;
  probation_last_day?: string;
  note?: string;
  cancel_later?: boolean;
}

const without = (facts: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ""));

/** Yuan as typed, in fen; `undefined` when it is no amount. */
export function fen(text: string | undefined): number | undefined {
  const [, whole, part = ""] =
    /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec((text ?? "").replaceAll(",", "").trim()) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

/** A seat as a choice: its name, and how many of it are taken. */
export const seatOptions = (
  seats: readonly { id: string; unit_id: string; name: string; held: number; headcount: number }[],
  unit: string | undefined,
): { value: string; label: string }[] =>
  seats
    .filter(({ unit_id }) => unit_id === unit)
    .map(({ id, name, held, headcount }) => ({ value: id, label: `${name} ${held}/${headcount}` }));

/** The body the server takes. */
export function eventBody(kind: EventKind, form: EventForm): Record<string, unknown> {
  const { unit, job, grade, position, manager, dotted } = form;
  const change = without({ unit, job, grade, position, manager, dotted });
  const acts: Record<EventKind, Record<string, unknown>> = {
    confirm: {},
    transfer: { change },
    promote: { change: without({ job, grade, position }) },
    change_pay: { pay: { amount_minor: fen(form.amount), currency: "CNY", per: form.per ?? "month" } },
    sign_contract: {
      contract: without({
        kind: form.contract_kind,
        number: form.contract_number,
        last_day: form.contract_kind === "open_ended" ? undefined : form.contract_last_day,
      }),
    },
    add_post: { post: change },
    end_post: { post_id: form.post_id },
    change_kind: { to: form.to },
    leave: { reason: form.reason },
  };
  return without({
    effective_on: form.effective_on,
    act: { kind, ...acts[kind] },
    later: form.cancel_later ? "cancel" : undefined,
    hand_over_to: kind === "leave" ? form.hand_over_to : undefined,
    note: form.note,
  });
}

/** The form of an event on record; none for one that no form can tell. */
export function correctable({ kind }: Pick<EventView, "kind">): FormKind | undefined {
  if (kind === "hire" || kind === "rehire") return "start";
  return eventKinds.find((one) => one === kind);
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

/** The form as the record stands. An amount is never shown: it is typed again. */
export function correctionForm(event: EventView): Partial<EventForm> {
  const { act } = event;
  const post = own(act.change ?? act.post);
  const contract = own(act.contract);
  const pay = own(act.pay);
  return {
    effective_on: event.last_day ?? event.effective_on,
    unit: textOf(post.unit),
    job: textOf(post.job),
    grade: textOf(post.grade),
    position: textOf(post.position),
    manager: textOf(post.manager),
    per: (textOf(pay.per) as EventForm["per"]) ?? "month",
    contract_kind: textOf(contract.kind),
    contract_number: textOf(contract.number),
    contract_last_day: textOf(contract.last_day),
    post_id: textOf(act.post_id),
    to: textOf(act.to),
    reason: textOf(act.reason),
    employment_kind: textOf(act.employment_kind),
    probation_last_day: textOf(act.probation_last_day),
  };
}

/** Whether the record holds an amount of pay, which a correction must say again. */
export const holdsPay = (event: EventView): boolean => event.act.pay !== undefined && event.act.pay !== null;

/**
 * The body that puts what was typed in the place of an event. What no field shows (a cost centre, dotted lines, a
 * calendar, which post it was) stays as it was recorded; a seat that is not chosen any more is left.
 */
export function correctionBody(event: EventView, form: EventForm): Record<string, unknown> {
  const { act } = event;
  const { position: seat, ...kept } = own(act.change ?? act.post);
  const before: Facts = seat === null ? { ...kept, position: null } : kept;
  const { unit, job, grade, position, manager } = form;
  const typed = { unit, job, grade, position, manager };
  const post = {
    ...without({ ...before, ...typed }),
    // Said to be none on record, and nothing else typed.
    ...Object.fromEntries(
      Object.entries(before).filter(
        ([name, value]) => value === null && !(typed as Record<string, unknown>)[name],
      ),
    ),
  };
  const pay =
    form.amount === undefined || form.amount === ""
      ? undefined
      : { amount_minor: fen(form.amount), currency: "CNY", per: form.per ?? "month" };
  const contract = form.contract_kind
    ? without({
        kind: form.contract_kind,
        number: form.contract_number,
        last_day: form.contract_kind === "open_ended" ? undefined : form.contract_last_day,
      })
    : undefined;
  const kind = correctable(event) ?? "confirm";
  const acts: Record<FormKind, Record<string, unknown>> = {
    confirm: {},
    transfer: { post_id: act.post_id, change: post },
    promote: { change: post },
    change_pay: { pay },
    sign_contract: { contract },
    add_post: { post },
    end_post: { post_id: form.post_id },
    change_kind: { to: form.to },
    leave: { reason: form.reason },
    start: {
      employment_kind: form.employment_kind,
      probation_last_day: form.probation_last_day,
      post,
      pay,
      contract,
      calendar: act.calendar,
    },
  };
  return without({
    effective_on: form.effective_on,
    act: without({ kind, ...acts[kind] }),
    later: form.cancel_later ? "cancel" : undefined,
    note: form.note,
  });
}
