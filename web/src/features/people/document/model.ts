import type { Schema } from "@/api/binding";
import type { FieldClass } from "@/shared/access/fieldClasses";
import type { Day } from "@/shared/format/dates";

export type DocumentClass = FieldClass;

export type DocumentView = Schema<"DocumentView">;

/** Kinds there are words for, each with the class it belongs to unless somebody says otherwise. */
const kinds = {
  id_card: "id_bank",
  contract: "work",
  certificate: "work",
  health_certificate: "work",
  work_permit: "work",
  diploma: "private",
  resume: "private",
  bank_card: "id_bank",
  pay_agreement: "pay",
  medical_report: "health",
  leaving_certificate: "work",
  other: "work",
} as const satisfies Record<string, DocumentClass>;

export type DocumentKind = keyof typeof kinds;
export const documentKinds = Object.keys(kinds) as DocumentKind[];

/** The class a kind belongs to unless somebody says otherwise. */
export const usualClass = (kind: string): DocumentClass => kinds[kind as DocumentKind] ?? "work";

/** What can be stored, for the chooser of files; the server looks at the content itself. */
export const accepted = ".pdf,.png,.jpg,.jpeg,.webp,.heic,.docx,.xlsx,.txt,.csv";
export const MOST_BYTES = 20 * 1024 * 1024;

/** How a file's size reads: `340 KB`, `1.2 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The name a file was given, without its ending: what a document is called until somebody says better. */
export const titleOf = (file: string): string => file.replace(/\.[^.]{1,5}$/, "").slice(0, 100);

/** How near the end is: over, within a month, later, or without end. */
export function expiryState(days: number | undefined): "blocked" | "attention" | "valid" | undefined {
  if (days === undefined) return undefined;
  if (days < 0) return "blocked";
  return days <= 30 ? "attention" : "valid";
}

/** How far ahead the list of what expires may look, in days. */
export const horizons = [30, 60, 90, 365] as const;
export type Horizon = (typeof horizons)[number];

/** The day so many days later. */
export function daysLater(day: Day, days: number): Day {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The name in a `Content-Disposition` header (RFC 6266): the full one, else the plain one. */
export function nameInHeader(header: string | null): string | undefined {
  const full = /filename\*=UTF-8''([^;]+)/i.exec(header ?? "")?.[1];
  if (full) {
    try {
      return decodeURIComponent(full);
    } catch {
      return undefined;
    }
  }
  return /filename="([^"]+)"/i.exec(header ?? "")?.[1];
}
