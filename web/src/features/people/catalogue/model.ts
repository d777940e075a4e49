import type { Schema } from "@/api/binding";

/** A seat, or several alike, in a unit, and how many sit in it on the day. */
export type PositionView = Schema<"PositionView">;
/** What changes about a grade; `null` empties. */
export type GradePatch = Schema<"GradePatch">;
/** What changes about a seat; `null` empties. */
export type PositionPatch = Schema<"PositionPatch">;
export type NewJob = Schema<"NewJob">;
export type NewGrade = Schema<"NewGrade">;
export type NewPosition = Schema<"NewPosition">;

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
