import type { Schema } from "@/api/binding";

export type FieldClass = Schema<"FieldClass">;

/** Classes of facts about people who work here: who may see a fact goes by its class. */
export const employeeClasses = [
  "public",
  "work",
  "private",
  "pay",
  "id_bank",
  "health",
] as const satisfies readonly FieldClass[];

/** Those, and that of people who have applied. */
export const fieldClasses = [...employeeClasses, "candidate"] as const satisfies readonly FieldClass[];
