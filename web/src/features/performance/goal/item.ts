import type { Schema } from "@/api/binding";
import { type ResultPart, typedNumber } from "./model";
import { isBetter, WHOLE } from "./terms";

/** A measure of one's own instead of one of the result. */
export const OWN = "own";

/** One thing to do better, as one types it. */
export interface ItemForm {
  /** The goal of the result it comes from, or a measure of its own. */
  goal_id: string;
  name: string;
  unit: string;
  direction: "higher" | "lower";
  /** The measure now. */
  before: string;
  /** The measure to reach next month. */
  target: string;
  /** What will be done. */
  action: string;
}

type ItemFault = "required" | "not_a_number" | "not_better";

/** The parts of a result that have a number: what an item can be measured by. */
export const measurable = (parts: readonly ResultPart[]): ResultPart[] =>
  parts.filter(({ standing }) => standing.actual != null);

/** An item not written yet: about the goal that fell short the most. */
export function startItem(parts: readonly ResultPart[]): ItemForm {
  const [weakest] = measurable(parts).sort(
    (a, b) => (a.standing.completion_ppm ?? 0) - (b.standing.completion_ppm ?? 0),
  );
  return {
    goal_id: weakest?.goal_id ?? OWN,
    name: "",
    unit: "",
    direction: "higher",
    before: "",
    target: weakest && (weakest.standing.completion_ppm ?? 0) < WHOLE ? weakest.target : "",
    action: "",
  };
}

/** Where the measure stands and which way it counts; the way of a goal is known to its own page and the server alone. */
function measureOf(form: ItemForm, parts: readonly ResultPart[]) {
  if (form.goal_id === OWN) return { before: typedNumber(form.before), direction: form.direction };
  return {
    before: parts.find(({ goal_id }) => goal_id === form.goal_id)?.standing.actual,
    direction: undefined,
  };
}

export function itemFaults(
  form: ItemForm,
  parts: readonly ResultPart[],
): Partial<Record<keyof ItemForm, ItemFault>> {
  const faults: Partial<Record<keyof ItemForm, ItemFault>> = {};
  const { before, direction } = measureOf(form, parts);
  if (form.goal_id === OWN) {
    if (form.name.trim() === "") faults.name = "required";
    if (form.unit.trim() === "") faults.unit = "required";
    if (before === undefined) faults.before = "not_a_number";
  }
  const target = typedNumber(form.target);
  if (target === undefined) faults.target = "not_a_number";
  else if (before !== undefined && direction && !isBetter(target, before, direction))
    faults.target = "not_better";
  if (form.action.trim() === "") faults.action = "required";
  return faults;
}

/** The same for the server: the measure of a goal is read from the result, one's own is told whole. */
export function itemBody(form: ItemForm): Schema<"ItemBody"> {
  const said = { target: typedNumber(form.target) ?? form.target, action: form.action.trim() };
  if (form.goal_id !== OWN) return { ...said, goal_id: form.goal_id };
  return {
    ...said,
    name: form.name.trim(),
    unit: form.unit.trim(),
    direction: form.direction,
    before: typedNumber(form.before) ?? form.before,
  };
}
