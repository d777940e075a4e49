import type { UnitView } from "@/features/people/model";

/** No narrower than what one may see. */
export const everything = "";

const wide = ["company", "region", "branch"];

/** What a reader may narrow the desk to: companies, regions and branches, each with the place it stands in. */
export function scopesOf(
  units: readonly UnitView[],
  words: string,
): { id: string; name: string; detail?: string }[] {
  if (units.length === 0) return [];
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return [
    { id: everything, name: words },
    ...units
      .filter(({ kind }) => wide.includes(kind))
      .slice(0, 200)
      .map(({ id, name, parent_id }) => ({ id, name, detail: parent_id ? names.get(parent_id) : undefined })),
  ];
}
