import { Link, Navigate, useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FlowsPage } from "@/features/approval/flow/desk/FlowsPage";
import type { FlowsSearch } from "@/features/approval/flow/desk/flows";
import { AccessPage } from "@/features/identity/access/desk/AccessPage";
import type { AccessSearch } from "@/features/identity/access/desk/access";
import { AccountsPage, type AccountsSearch } from "@/features/identity/account/desk/AccountsPage";
import { useRoles } from "@/features/identity/hooks";
import { roleName } from "@/features/identity/model";
import { RolePage, type RoleSearch } from "@/features/identity/role/desk/RolePage";
import { RolesPage, type RolesSearch } from "@/features/identity/role/desk/RolesPage";
import { AuditPage, type AuditSearch } from "@/features/identity/trail/desk/AuditPage";
import { OperationsPage, type OperationsSearch } from "@/features/ops/queue/desk/OperationsPage";
import { CataloguePage, type CatalogueSearch } from "@/features/people/catalogue/desk/CataloguePage";
import { FieldsPage, type FieldsSearch } from "@/features/people/field/desk/FieldsPage";
import { findPeople, usePerson, useUnits } from "@/features/people/hooks";
import { CalendarsPage, type CalendarsSearch } from "@/features/time/calendar/desk/CalendarsPage";
import { useCan, useSession } from "@/shared/access/Session";
import { PageShell } from "@/shared/desk/PageShell";
import { StateBlock } from "@/shared/desk/StateBlock";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { usePlace } from "../place";
import { opens, type SettingsKey, settingsPages } from "../settings";
import { NamedPerson } from "./NamedPerson";

const employees = (words: string) =>
  findPeople(words).then((rows) =>
    rows.map((row) => ({ id: row.employment_id, name: row.name, number: row.number, unit: row.unit_name })),
  );
const persons = (words: string) =>
  findPeople(words).then((rows) =>
    rows.map((row) => ({ id: row.person_id, name: row.name, number: row.number, unit: row.unit_name })),
  );

/** The employee an address names, for a field that chooses one: name and number, never an id. */
function useChosen(employment: string | undefined) {
  const found = usePerson(employment).data;
  return found && { id: found.employment_id, name: found.name, number: found.number, unit: found.unit_name };
}

/** The pages of the settings one may see. */
function useTabs(active: SettingsKey) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  return {
    active,
    go: (key: string) => void navigate({ to: `/settings/${key}` }),
    items: settingsPages
      .filter((page) => opens(page, session))
      .map(({ key }) => ({ key, label: t(`settings.${key}`), href: `/settings/${key}` })),
  };
}

/** A page of the settings for those who may see it; to others it says so, and asks the server for nothing. */
function Mine({ page, children }: { page: SettingsKey; children: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  if (settingsPages.some((one) => one.key === page && opens(one, session))) return children;
  return (
    <PageShell title={t(`settings.${page}`)} purpose={t("nav.settings")}>
      <StateBlock icon="lock" title={t("state.no_right")} action={<Link to="/">{t("not_found.home")}</Link>}>
        {t("problem:auth.denied")}
      </StateBlock>
    </PageShell>
  );
}

/** The first page of the settings one may see. */
export function Settings() {
  const session = useSession();
  const first = settingsPages.find((page) => opens(page, session)) ?? settingsPages[0];
  return <Navigate to={`/settings/${first.key}`} replace />;
}

export function Roles() {
  const [search, go] = usePlace<RolesSearch>();
  const navigate = useNavigate();
  const tabs = useTabs("roles");
  return (
    <Mine page="roles">
      <RolesPage
        search={search}
        go={go}
        tabs={tabs}
        open={(role) => void navigate({ to: `/settings/roles/${role}` })}
      />
    </Mine>
  );
}

export function Role() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [search, go] = usePlace<RoleSearch>();
  const navigate = useNavigate();
  const open = (role: string | undefined, from?: string) =>
    void navigate({ to: role ? `/settings/roles/${role}` : "/settings/roles", search: { from } as never });
  return (
    <Mine page="roles">
      <RolePage key={id} id={id} search={search} go={go} open={open} />
    </Mine>
  );
}

export function Access() {
  const [search, go] = usePlace<AccessSearch>();
  const person = useChosen(search.employment);
  const units = useUnits({}, useCan("org.read")).data?.units ?? [];
  return (
    <Mine page="access">
      <AccessPage
        search={search}
        go={go}
        tabs={useTabs("access")}
        units={units}
        people={employees}
        person={person}
      />
    </Mine>
  );
}

export function Accounts() {
  const [search, go] = usePlace<AccountsSearch>();
  return (
    <Mine page="accounts">
      <AccountsPage search={search} go={go} tabs={useTabs("accounts")} people={persons} />
    </Mine>
  );
}

export function Flows() {
  const [search, go] = usePlace<FlowsSearch>();
  const language = useLanguage();
  const units = useUnits({}, useCan("org.read")).data?.units ?? [];
  const roles = useRoles(useCan("role.read")).data?.items ?? [];
  return (
    <Mine page="flows">
      <FlowsPage
        search={search}
        go={go}
        tabs={useTabs("flows")}
        companies={units.filter(({ kind }) => kind === "company")}
        roles={roles.map((role) => ({ id: role.code, name: roleName(language, role) }))}
        people={employees}
        person={(employment) => <NamedPerson employment={employment} />}
      />
    </Mine>
  );
}

export function Fields() {
  const [search, go] = usePlace<FieldsSearch>();
  return (
    <Mine page="fields">
      <FieldsPage search={search} go={go} tabs={useTabs("fields")} />
    </Mine>
  );
}

export function Catalogue() {
  const [search, go] = usePlace<CatalogueSearch>();
  const units = useUnits({}, useCan("org.read")).data?.units ?? [];
  return (
    <Mine page="catalogue">
      <CataloguePage search={search} go={go} tabs={useTabs("catalogue")} units={units} />
    </Mine>
  );
}

export function CompanyCalendars() {
  const [search, go] = usePlace<CalendarsSearch>();
  const units = useUnits({}, useCan("org.read")).data?.units ?? [];
  return (
    <Mine page="calendars">
      <CalendarsPage search={search} go={go} tabs={useTabs("calendars")} units={units} />
    </Mine>
  );
}

export function Audit() {
  const [search, go] = usePlace<AuditSearch>();
  const person = useChosen(search.employment);
  return (
    <Mine page="audit">
      <AuditPage search={search} go={go} tabs={useTabs("audit")} people={employees} person={person} />
    </Mine>
  );
}

export function Operations() {
  const [search, go] = usePlace<OperationsSearch>();
  return (
    <Mine page="operations">
      <OperationsPage search={search} go={go} tabs={useTabs("operations")} />
    </Mine>
  );
}
