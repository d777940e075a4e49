import type { Schema } from "@/api/binding";
import { ProblemError } from "@/api/problem";
import { type EventView, employmentKinds } from "../model";

type Act = Schema<"ActBody">;
type Post = Schema<"PostPatch">;

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

/**
 * The posts beside the main one that nothing has ended, told from the events that count: what shows a post does not name
 * its id. `without` is an event that is being put right.
 */
export function furtherPosts(events: readonly EventView[], without?: string): { id: string; unit: string }[] {
  const units = new Map<string, string>();
  const counts = events.filter(
    ({ id, state }) => id !== without && (state === "planned" || state === "effective"),
  );
  counts.sort(
    (a, b) => a.effective_on.localeCompare(b.effective_on) || a.recorded_at.localeCompare(b.recorded_at),
  );
  for (const { kind, act } of counts) {
    const [id, unit] = [textOf(act.post_id), textOf(own(act.change ?? act.post).unit)];
    if (id === undefined) continue;
    if (kind === "end_post") units.delete(id);
    else if (unit !== undefined && (kind === "add_post" || units.has(id))) units.set(id, unit);
  }
  return [...units].map(([id, unit]) => ({ id, unit }));
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

/** What an amount of pay is for. */
export const pays = ["month", "year", "day", "hour"] as const satisfies readonly Schema<"PayPer">[];
export const contractKinds = [
  "fixed_term",
  "open_ended",
  "by_task",
  "service",
] as const satisfies readonly Schema<"ContractKind">[];

/** What a form of an event holds; only the fields of its kind are filled. */
export interface EventForm {
  effective_on: string;
  unit?: string;
  job?: string;
  grade?: string;
  position?: string;
  manager?: string;
  amount?: string;
  per?: Schema<"PayPer">;
  contract_kind?: Schema<"ContractKind">;
  contract_number?: string;
  contract_last_day?: string;
  post_id?: string;
  to?: Schema<"EmploymentKind">;
  reason?: string;
  hand_over_to?: string;
  dotted?: string[];
  employment_kind?: Schema<"EmploymentKind">;
  probation_last_day?: string;
  note?: string;
  cancel_later?: boolean;
}

/** What the form must hold by its own rules; refused as the server would refuse it. */
function needed<Value>(value: Value | null | undefined, field: string): Value {
  if (value !== undefined && value !== null && value !== "") return value;
  throw new ProblemError({ code: "input.invalid", status: 422, errors: [{ field, code: "required" }] });
}

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

/** Pay as typed; refused when it is no amount. */
export const payOf = ({ amount, per = "month" }: Pick<EventForm, "amount" | "per">): Schema<"Pay"> => ({
  amount_minor: needed(fen(amount), "amount"),
  currency: "CNY",
  per,
});

const contractOf = ({
  contract_kind,
  contract_number,
  contract_last_day,
}: EventForm): Schema<"ContractTerms"> => ({
  kind: needed(contract_kind, "contract_kind"),
  number: contract_number || undefined,
  last_day: contract_kind === "open_ended" ? undefined : contract_last_day || undefined,
});

/** What every event says beside its act. */
const eventOf = (form: EventForm, act: Act): Schema<"EventBody"> => ({
  effective_on: form.effective_on,
  act,
  later: form.cancel_later ? "cancel" : undefined,
  note: form.note || undefined,
});

/** The body the server takes. */
export function eventBody(kind: EventKind, form: EventForm): Schema<"EventBody"> {
  const change: Post = {
    unit: form.unit || undefined,
    job: form.job || undefined,
    grade: form.grade || undefined,
    position: form.position || undefined,
    manager: form.manager || undefined,
    dotted: form.dotted,
  };
  const acts: Record<EventKind, () => Act> = {
    confirm: () => ({ kind: "confirm" }),
    transfer: () => ({ kind: "transfer", change }),
    promote: () => ({
      kind: "promote",
      change: { job: change.job, grade: change.grade, position: change.position },
    }),
    change_pay: () => ({ kind: "change_pay", pay: payOf(form) }),
    sign_contract: () => ({ kind: "sign_contract", contract: contractOf(form) }),
    add_post: () => ({ kind: "add_post", post: asPost(change) }),
    end_post: () => ({ kind: "end_post", post_id: needed(form.post_id, "post_id") }),
    change_kind: () => ({ kind: "change_kind", to: needed(form.to, "to") }),
    leave: () => ({ kind: "leave", reason: needed(form.reason, "reason") }),
  };
  const hand_over_to = kind === "leave" ? form.hand_over_to || undefined : undefined;
  return { ...eventOf(form, acts[kind]()), hand_over_to };
}

/** A whole post: it is in a unit. */
const asPost = ({ unit, dotted, ...post }: Post): Schema<"Post"> => ({
  ...post,
  unit: needed(unit, "unit"),
  dotted: dotted ?? undefined,
});

/** The form of an event on record; none for one that no form can tell. */
export function correctable({ kind }: Pick<EventView, "kind">): FormKind | undefined {
  if (kind === "hire" || kind === "rehire") return "start";
  return eventKinds.find((one) => one === kind);
}

const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | undefined =>
  words.find((word) => word === value);
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
    per: oneOf(pays, pay.per) ?? "month",
    contract_kind: oneOf(contractKinds, contract.kind),
    contract_number: textOf(contract.number),
    contract_last_day: textOf(contract.last_day),
    post_id: textOf(act.post_id),
    to: oneOf(employmentKinds, act.to),
    reason: textOf(act.reason),
    employment_kind: oneOf(employmentKinds, act.employment_kind),
    probation_last_day: textOf(act.probation_last_day),
  };
}

/** Whether the record holds an amount of pay, which a correction must say again. */
export const holdsPay = (event: EventView): boolean => event.act.pay !== undefined && event.act.pay !== null;

/**
 * The body that puts what was typed in the place of an event. What no field shows (a cost centre, dotted lines, a
 * calendar, which post it was) stays as it was recorded; a seat that is not chosen any more is left.
 */
export function correctionBody(event: EventView, form: EventForm): Schema<"EventBody"> {
  const { act } = event;
  const before = own(act.change ?? act.post);
  // Said to be none on record stays so, unless something else is typed.
  const put = (typed: string | undefined, name: keyof Post) =>
    typed || (before[name] === null ? null : undefined);
  const post: Post = {
    unit: put(form.unit, "unit"),
    job: put(form.job, "job"),
    grade: put(form.grade, "grade"),
    position: put(form.position, "position"),
    manager: put(form.manager, "manager"),
    cost_centre: textOrNone(before.cost_centre),
    dotted: before.dotted === null ? null : textsOf(before.dotted),
  };
  const start = (): Act => ({
    kind: "start",
    employment_kind: needed(form.employment_kind, "employment_kind"),
    probation_last_day: form.probation_last_day || undefined,
    post: asPost(post),
    pay: form.amount ? payOf(form) : undefined,
    contract: form.contract_kind ? contractOf(form) : undefined,
    calendar: textOrNone(act.calendar),
  });
  const acts: Record<FormKind, () => Act> = {
    confirm: () => ({ kind: "confirm" }),
    transfer: () => ({ kind: "transfer", post_id: textOrNone(act.post_id), change: post }),
    promote: () => ({ kind: "promote", change: post }),
    change_pay: () => ({ kind: "change_pay", pay: payOf(form) }),
    sign_contract: () => ({ kind: "sign_contract", contract: contractOf(form) }),
    add_post: () => ({ kind: "add_post", post: asPost(post) }),
    end_post: () => ({ kind: "end_post", post_id: needed(form.post_id, "post_id") }),
    change_kind: () => ({ kind: "change_kind", to: needed(form.to, "to") }),
    leave: () => ({ kind: "leave", reason: needed(form.reason, "reason") }),
    start,
  };
  return eventOf(form, acts[correctable(event) ?? "confirm"]());
}

/** A recorded id or word; `null` where the record says there is none. */
const textOrNone = (value: unknown): string | null | undefined => (value === null ? null : textOf(value));
const textsOf = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
