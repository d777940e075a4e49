import type { At, Body, Schema } from "@/api/binding";

export type FieldKind = Schema<"FieldKind">;
export const kinds = ["text", "number", "date", "choice", "yes_no"] as const satisfies readonly FieldKind[];

/** What a value must be like, beyond its kind; what a kind does not know is left out. */
export type FieldRule = NonNullable<NewField["rule"]>;
export type FieldView = Schema<"FieldView">;
/** What changes about a field; `null` empties. */
export type FieldPatch = Body<"PATCH", At<"/api/v1/fields/{id}">>;
export type NewField = Body<"POST", "/api/v1/fields">;
/** A field of one employment. Sealed values read `***` until they are revealed. */
export type FieldValue = Schema<"FieldValue">;

/** Whether a value is there and sealed: shown on purpose only. */
export const isSealed = ({ value }: Pick<FieldValue, "value">): boolean => value === "***";

export const fieldName = (
  language: string,
  { name, name_en }: Pick<FieldView, "name" | "name_en">,
): string => (language === "zh-CN" ? name : name_en || name);

/** Classes whose values are stored sealed: their reading leaves a trace. */
const sealed: ReadonlySet<string> = new Set(["private", "pay", "id_bank", "health"]);
export const isSealedClass = (one: string): boolean => sealed.has(one);

/** The rule as far as the kind knows one; the rest is left out. */
export function ruleFor(kind: FieldKind, rule: Partial<FieldRule> | undefined): FieldRule {
  return {
    required: rule?.required ?? false,
    most_characters: kind === "text" ? (rule?.most_characters ?? undefined) : undefined,
    choices: kind === "choice" ? (rule?.choices ?? []).map((one) => one.trim()).filter(Boolean) : [],
    least: kind === "number" ? (rule?.least ?? undefined) : undefined,
    greatest: kind === "number" ? (rule?.greatest ?? undefined) : undefined,
  };
}

export type ValueFault = "not_a_number" | "too_small" | "too_great" | "too_long";

/** What is wrong with a value that was typed, as the server judges it. */
export function valueFault(kind: FieldKind, rule: Partial<FieldRule>, text: string): ValueFault | undefined {
  if (kind === "text") return [...text].length > (rule.most_characters ?? 200) ? "too_long" : undefined;
  if (kind !== "number") return undefined;
  if (!/^-?\d+(\.\d{1,6})?$/.test(text)) return "not_a_number";
  const value = Number(text);
  if (typeof rule.least === "number" && value < rule.least) return "too_small";
  if (typeof rule.greatest === "number" && value > rule.greatest) return "too_great";
  return undefined;
}

/** What is sent for one field: a new value, `null` to clear it, or nothing when it stays. */
export function valueChange(
  field: Pick<FieldValue, "value">,
  typed: string | undefined,
  cleared: boolean,
): string | null | undefined {
  const text = typed?.trim() ?? "";
  if (isSealed(field)) return cleared ? null : text || undefined;
  if (text === (field.value ?? "")) return undefined;
  return text === "" ? null : text;
}
