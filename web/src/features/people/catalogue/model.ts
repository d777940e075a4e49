/** A seat, or several alike, in a unit, and how many sit in it on the day. */
export interface PositionView {
  id: string;
  code: string;
  name: string;
  unit_id: string;
  job_id?: string | null;
  grade_id?: string | null;
  headcount: number;
  held: number;
  first_day: string;
  last_day?: string | null;
}

/** What changes about a grade; `null` empties. */
export interface GradePatch {
  name: string;
  name_en: string | null;
  rank: number;
}

/** What changes about a seat; `null` empties. */
export interface PositionPatch {
  name: string;
  job: string | null;
  grade: string | null;
  headcount: number;
}

export interface NewJob {
  code: string;
  name: string;
  name_en?: string;
  family?: string;
}

export interface NewGrade {
  code: string;
  name: string;
  name_en?: string;
  rank: number;
}

export interface NewPosition {
  code: string;
  name: string;
  unit: string;
  job?: string;
  grade?: string;
  headcount: number;
  from_on: string;
}

/** A row as its own language names it; without an English name the Chinese one stands. */
export const nameIn = (language: string, row: { name: string; name_en?: string | null }): string =>
  language.startsWith("zh") ? row.name : row.name_en || row.name;

/** What a choice offers: whatever is in use, and the one that is chosen already. */
export const offered = (
  rows: readonly { id: string; name: string; retired: boolean }[] = [],
  chosen?: string | null,
): { value: string; label: string }[] =>
  rows
    .filter(({ id, retired }) => !retired || id === chosen)
    .map(({ id, name }) => ({ value: id, label: name }));

/** How a seat is filled: more sit in it than it has, all of it is taken, some is free. */
export const filling = ({ held, headcount }: Pick<PositionView, "held" | "headcount">) =>
  held > headcount ? "over" : held === headcount ? "full" : "free";

/** What was typed, without what is empty. */
export const given = <Body extends object>(body: Body): Body =>
  Object.fromEntries(
    Object.entries(body)
      .map(([name, value]) => [name, typeof value === "string" ? value.trim() : value])
      .filter(([, value]) => value !== undefined && value !== ""),
  ) as Body;
