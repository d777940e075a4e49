import { useQuery } from "@tanstack/react-query";
import type { Query, Schema } from "@/api/binding";
import { read } from "@/api/request";

export type AuditKind = Schema<"AuditKind">;
export const auditKinds = ["change", "read", "sign_in", "bulk"] as const satisfies readonly AuditKind[];
export type AuditEntry = Schema<"AuditView">;
export type AuditQuestion = Omit<Query<"GET", "/api/v1/audit-entries">, "limit">;

export const useTrail = (question: AuditQuestion) =>
  useQuery({
    queryKey: ["audit", question],
    queryFn: ({ signal }) => read("/api/v1/audit-entries", { ...question, limit: 50 }, signal),
  });
