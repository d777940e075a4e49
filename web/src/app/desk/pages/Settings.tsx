import { Navigate, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AccessPage } from "@/features/identity/access/desk/AccessPage";
import type { AccessSearch } from "@/features/identity/access/desk/access";
import { AccountsPage, type AccountsSearch } from "@/features/identity/account/desk/AccountsPage";
import { AuditPage, type AuditSearch } from "@/features/identity/trail/desk/AuditPage";
import { OperationsPage, type OperationsSearch } from "@/features/ops/queue/desk/OperationsPage";
import { findPeople, useUnits } from "@/features/people/hooks";
import { useCan, useSession } from "@/shared/access/Session";
import { usePlace } from "../place";
import { type SettingsKey, settingsPages } from "../settings";

const employees = (words: string) =>
  findPeople(words).then((rows) =>
    rows.map((row) => ({ id: row.employment_id, name: row.name, number: row.number, unit: row.unit_name })),
  );
const persons = (words: string) =>
  findPeople(words).then((rows) =>
    rows.map((row) => ({ id: row.person_id, name: row.name, number: row.number, unit: row.unit_name })),
  );

/** The pages of the settings one may see. */
function useTabs(active: SettingsKey) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const held = useSession()?.permissions ?? [];
  return {
    active,
    go: (key: string) => void navigate({ to: `/settings/${key}` }),
    items: settingsPages
      .filter(({ permission }) => held.includes(permission))
      .map(({ key }) => ({ key, label: t(`settings.${key}`), href: `/settings/${key}` })),
  };
}

/** The first page of the settings one may see. */
export function Settings() {
  const held = useSession()?.permissions ?? [];
  const first = settingsPages.find(({ permission }) => held.includes(permission)) ?? settingsPages[0];
  return <Navigate to={`/settings/${first.key}`} replace />;
}

export function Access() {
  const [search, go] = usePlace<AccessSearch>();
  const units = useUnits({}, useCan("org.read")).data?.units ?? [];
  return <AccessPage search={search} go={go} tabs={useTabs("access")} units={units} people={employees} />;
}

export function Accounts() {
  const [search, go] = usePlace<AccountsSearch>();
  return <AccountsPage search={search} go={go} tabs={useTabs("accounts")} people={persons} />;
}

export function Audit() {
  const [search, go] = usePlace<AuditSearch>();
  return <AuditPage search={search} go={go} tabs={useTabs("audit")} people={employees} />;
}

export function Operations() {
  const [search, go] = usePlace<OperationsSearch>();
  return <OperationsPage search={search} go={go} tabs={useTabs("operations")} />;
}
