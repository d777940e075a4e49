import { type UnitView, unitPath } from "../model";

/** A line of the drawn tree. */
export type TreeRow =
  | { kind: "unit"; unit: UnitView; depth: number; open: boolean | undefined; people: number }
  | { kind: "more"; parent: string; depth: number; amount: number };

/** More siblings than this are folded. */
export const SHOWN = 12;

interface Shape {
  open: ReadonlySet<string>;
  /** Parents whose folded children are shown too. */
  whole: ReadonlySet<string>;
}

/** Units by the one above them, tops first; a unit whose parent is out of sight is a top. */
function below(units: readonly UnitView[]): Map<string, UnitView[]> {
  const known = new Set(units.map(({ id }) => id));
  const children = new Map<string, UnitView[]>();
  for (const unit of units) {
    const parent = unit.parent_id && known.has(unit.parent_id) ? unit.parent_id : "";
    const list = children.get(parent);
    if (list) list.push(unit);
    else children.set(parent, [unit]);
  }
  return children;
}

/** People of a unit and everything below it. */
export function headcounts(units: readonly UnitView[]): Map<string, number> {
  const children = below(units);
  const counts = new Map<string, number>();
  const count = (unit: UnitView, seen: ReadonlySet<string>): number => {
    const known = counts.get(unit.id);
    if (known !== undefined) return known;
    if (seen.has(unit.id)) return 0;
    const inside = new Set(seen).add(unit.id);
    const sum = (children.get(unit.id) ?? []).reduce((all, child) => all + count(child, inside), unit.people);
    counts.set(unit.id, sum);
    return sum;
  };
  for (const unit of units) count(unit, new Set());
  return counts;
}

/** The lines to draw: open units with their children, large families folded, headless units never folded away. */
export function treeRows(units: readonly UnitView[], { open, whole }: Shape): TreeRow[] {
  const children = below(units);
  const counts = headcounts(units);
  const rows: TreeRow[] = [];
  const add = (parent: string, depth: number) => {
    const all = children.get(parent) ?? [];
    const folded = all.length > SHOWN && !whole.has(parent);
    const shown = folded ? all.filter((unit, at) => at < SHOWN - 1 || isVacant(unit)) : all;
    for (const unit of shown) {
      const inside = children.get(unit.id);
      const isOpen = inside ? open.has(unit.id) : undefined;
      rows.push({ kind: "unit", unit, depth, open: isOpen, people: counts.get(unit.id) ?? 0 });
      if (isOpen) add(unit.id, depth + 1);
    }
    if (shown.length < all.length)
      rows.push({ kind: "more", parent, depth, amount: all.length - shown.length });
  };
  add("", 0);
  return rows;
}

/** Nobody heads it; its people answer to the unit above. */
export const isVacant = (unit: UnitView): boolean => !unit.head_name;

/** The units that stand open at first: two levels, and whatever stands above the chosen one. */
export function openAtFirst(units: readonly UnitView[], chosen?: string): Set<string> {
  const children = below(units);
  const tops = children.get("") ?? [];
  const above = unitPath(units, chosen).slice(0, -1);
  return new Set(
    [...tops, ...tops.flatMap(({ id }) => children.get(id) ?? []), ...above].map(({ id }) => id),
  );
}

/** What kinds may stand below a kind (the server decides; this only narrows the choice). */
export const kindsBelow: Record<UnitView["kind"], readonly UnitView["kind"][]> = {
  group: ["company", "department", "team"],
  company: ["company", "region", "branch", "department", "team"],
  region: ["region", "branch", "department", "team"],
  branch: ["branch", "department", "team"],
  department: ["department", "team"],
  team: ["team"],
};
