import type { Query, Schema } from "@/api/binding";

/** Where somebody stands on a day. */
export type CardState = Schema<"CardState">;
export const cardStates = [
  "planned",
  "probation",
  "confirmed",
  "left",
] as const satisfies readonly CardState[];
export type EmploymentKind = Schema<"EmploymentKind">;
export const employmentKinds = [
  "regular",
  "intern",
  "contractor",
  "retiree",
  "dispatched",
] as const satisfies readonly EmploymentKind[];

/** A row of the people list; `work` is there where that class is open to the reader. */
export type PersonRow = Schema<"PersonRow">;
/** What is asked of the list. */
export type PeopleQuestion = Omit<Query<"GET", "/api/v1/people">, "after" | "limit">;
/** A field that is masked until it is revealed. */
export type Sensitive = Schema<"Sensitive">;
export type MaskedFieldView = Schema<"MaskedField">;
export type PayView = Schema<"PayView">;
export type EventView = Schema<"EventView">;
export type PersonPage = Schema<"PersonPage">;

/** In the colours of every list. */
export const stateDot = {
  planned: "planned",
  probation: "active",
  confirmed: "valid",
  left: "ended",
} as const satisfies Record<CardState, string>;

/** A unit of the organisation on a day. The unit above may be one the reader does not see. */
export type UnitView = Schema<"UnitView">;
export type UnitVersion = Schema<"VersionView">;
export type UnitPage = Schema<"UnitPage">;
export type JobTitle = Schema<"JobView">;
export type Grade = Schema<"GradeView">;

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
