/** Where somebody stands on a day. */
export type CardState = "planned" | "probation" | "confirmed" | "left";
export const cardStates = ["planned", "probation", "confirmed", "left"] as const;
export type EmploymentKind = "regular" | "intern" | "contractor" | "retiree" | "dispatched";
export const employmentKinds = ["regular", "intern", "contractor", "retiree", "dispatched"] as const;

/** A row of the people list; `work` is there where that class is open to the reader. */
export interface PersonRow {
  employment_id: string;
  person_id: string;
  company_id: string;
  number: string;
  name: string;
  unit_id: string;
  unit_name?: string | null;
  job_id?: string | null;
  job_name?: string | null;
  /** Somebody else in sight carries the same name. */
  same_name?: boolean;
  mobile_masked?: string;
  work?: {
    state: CardState;
    kind: EmploymentKind;
    grade_id?: string | null;
    grade_name?: string | null;
    manager_id?: string | null;
    manager_name?: string | null;
    first_day: string;
    last_day?: string | null;
    contract_last_day?: string | null;
    /** The next change that is planned. */
    next_planned?: { kind: string; effective_on: string } | null;
  };
}

/** What is asked of the list. */
export interface PeopleQuestion {
  as_of?: string;
  unit?: string;
  state?: CardState[];
  job?: string;
  kind?: EmploymentKind;
  q?: string;
  sort?: "name" | "number" | "first_day";
}

/** A field that is masked until it is revealed. */
export type Sensitive =
  | "id_kind"
  | "id_number"
  | "sex"
  | "birth_on"
  | "phone"
  | "email"
  | "address"
  | "emergency_contact"
  | "bank_name"
  | "bank_account"
  | "health"
  | "pay";

export interface MaskedFieldView {
  field: Sensitive;
  class: string;
  masked?: string | null;
  may_reveal: boolean;
}

export interface PayView {
  first_day: string;
  last_day?: string | null;
  amount_minor: number;
  currency: string;
  per: "month" | "year" | "day" | "hour";
}

export interface EventView {
  id: string;
  kind: string;
  effective_on: string;
  last_day?: string | null;
  state: "planned" | "effective" | "corrected" | "cancelled";
  recorded_at: string;
  corrects?: string | null;
  ended_at?: string | null;
  note?: string | null;
  act: Record<string, unknown>;
  recorded_by_name?: string | null;
}

export interface PostView {
  main: boolean;
  post_id?: string;
  unit: string;
  job?: string | null;
  grade?: string | null;
  position?: string | null;
  manager?: string | null;
  dotted?: string[];
  cost_centre?: string | null;
  unit_name: string;
  job_name?: string | null;
  grade_name?: string | null;
  from_on: string;
  last_day?: string | null;
}

export interface PersonPage {
  employment_id: string;
  person_id: string;
  company_id: string;
  company_name?: string | null;
  number: string;
  name: string;
  former_names: string[];
  as_of: string;
  state?: CardState | null;
  unit_id?: string | null;
  unit_name?: string | null;
  work?: {
    first_day?: string | null;
    last_day?: string | null;
    seniority_on: string;
    previous?: string | null;
    kind?: EmploymentKind | null;
    term?: "probation" | "confirmed" | null;
    manager?: { employment_id: string; name: string; number?: string } | null;
    posts: PostView[];
    contract?: { kind: string; number?: string | null; last_day?: string | null } | null;
    events: EventView[];
  } | null;
  sensitive: MaskedFieldView[];
  other_employments: { employment_id: string; company_id: string; number: string }[];
}

export interface Difference {
  field: string;
  class: string;
  before: unknown;
  after: unknown;
}

/** In the colours of every list. */
export const stateDot = {
  planned: "planned",
  probation: "active",
  confirmed: "valid",
  left: "ended",
} as const satisfies Record<CardState, string>;

export type UnitKind = "group" | "company" | "region" | "branch" | "department" | "team";

/** A unit of the organisation on a day. */
export interface UnitView {
  id: string;
  kind: UnitKind;
  code: string;
  /** The unit above; it may be one the reader does not see. */
  parent_id?: string | null;
  name: string;
  name_en?: string | null;
  head_id?: string | null;
  head_name?: string | null;
  head_number?: string | null;
  cost_centre?: string | null;
  zone?: string | null;
  place?: string | null;
  /** People whose main post is right here. */
  people: number;
}

export interface UnitVersion {
  first_day: string;
  last_day?: string | null;
  parent_id?: string | null;
  name: string;
  name_en?: string | null;
  head_id?: string | null;
  cost_centre?: string | null;
  zone?: string | null;
  place?: string | null;
  planned: boolean;
}

export interface JobTitle {
  id: string;
  code: string;
  name: string;
  name_en?: string | null;
  family?: string | null;
  retired: boolean;
}

export interface Grade {
  id: string;
  code: string;
  name: string;
  name_en?: string | null;
  rank: number;
  retired: boolean;
}

/** Names by id, for what a page only knows the id of. */
export interface Names {
  unit: (id: string) => string | undefined;
  job: (id: string) => string | undefined;
  grade: (id: string) => string | undefined;
}

/** The names of the units above, from the top: 西北大区 / 乌鲁木齐天山店. */
export function unitPath(units: readonly UnitView[], id: string | undefined | null): UnitView[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const path: UnitView[] = [];
  let unit = id ? byId.get(id) : undefined;
  while (unit && !path.includes(unit)) {
    path.unshift(unit);
    unit = unit.parent_id ? byId.get(unit.parent_id) : undefined;
  }
  return path;
}
