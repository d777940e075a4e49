import { useQuery } from "@tanstack/react-query";
import { read } from "@/api/request";

export const auditKinds = ["change", "read", "sign_in", "bulk"] as const;
export type AuditKind = (typeof auditKinds)[number];

export interface AuditEntry {
  id: string;
  at: string;
  action: string;
  via: string;
  account_id?: string | null;
  account_name?: string | null;
  remote?: string | null;
  request?: string | null;
  kind: AuditKind;
  subject_kind: string;
  subject_id: string;
  employment_id?: string | null;
  /** Whose data it is about, where that is open to the reader. */
  employment_name?: string | null;
  employment_number?: string | null;
  classes: string[];
  before?: unknown;
  after_value?: unknown;
  withheld: boolean;
  seq?: number | null;
}

export interface AuditQuestion {
  since?: string;
  until?: string;
  account_id?: string;
  employment_id?: string;
  action?: string;
  kind?: AuditKind;
  after?: string;
}

export const useTrail = (question: AuditQuestion) =>
  useQuery({
    queryKey: ["audit", question],
    queryFn: ({ signal }) =>
      read<{ items: AuditEntry[]; next?: string | null }>(
        "/api/v1/audit-entries",
        { ...question, limit: 50 },
        signal,
      ),
  });
