/** Classes of facts about people who work here: who may see a fact goes by its class. */
export const employeeClasses = ["public", "work", "private", "pay", "id_bank", "health"] as const;

/** Those, and that of people who have applied. */
export const fieldClasses = [...employeeClasses, "candidate"] as const;
export type FieldClass = (typeof fieldClasses)[number];
