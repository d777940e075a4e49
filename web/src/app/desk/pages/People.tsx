import { Link, Navigate, useNavigate, useParams } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { CasesCard } from "@/features/approval/case/desk/CasesCard";
import { PeoplePage, type PeopleSearch } from "@/features/people/directory/desk/PeoplePage";
import { DocumentsCard } from "@/features/people/document/desk/DocumentsCard";
import { ExpiringPage, type ExpiringSearch } from "@/features/people/document/desk/ExpiringPage";
import { EmployeePage, type EmployeeSearch } from "@/features/people/employee/desk/EmployeePage";
import { HirePage } from "@/features/people/employee/desk/HirePage";
import { FieldsCard } from "@/features/people/field/desk/FieldsCard";
import { useJobTitles, useUnits } from "@/features/people/hooks";
import { OrganisationPage, type OrganisationSearch } from "@/features/people/unit/desk/OrganisationPage";
import { PersonGoals } from "@/features/performance/goal/desk/PersonGoals";
import { GrantManyDrawer } from "@/features/time/leave/desk/GrantManyDrawer";
import { LeaveCard } from "@/features/time/leave/desk/LeaveCard";
import { useLeaveRequest } from "@/features/time/leave/hooks";
import { Can, useCan } from "@/shared/access/Session";
import { useAsOfParam, useReadOnly } from "@/shared/asof/AsOf";
import { ActionButton } from "@/shared/desk/ActionButton";
import { PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { Icon } from "@/shared/icons/Icon";
import { usePlace } from "../place";
import type { DeskSearch } from "../search";
import { NamedPerson } from "./NamedPerson";

export function People() {
  const { t } = useTranslation("people");
  const [search, go] = usePlace<PeopleSearch & DeskSearch>();
  const navigate = useNavigate();
  const sees = useCan("org.read");
  const readOnly = useReadOnly();
  const gives = useCan("leave.adjust");
  const units = useUnits(useAsOfParam(), sees).data?.units ?? [];
  const jobs = useJobTitles(sees).data?.items ?? [];
  return (
    <PeoplePage
      search={search}
      go={go}
      scope={{ id: search.scope, name: units.find(({ id }) => id === search.scope)?.name }}
      units={units}
      jobs={jobs}
      actions={
        <>
          <Can permission="intake.run">
            <Button icon={<Icon name="import" />} onClick={() => void navigate({ to: "/import" })}>
              {t("org.import")}
            </Button>
          </Can>
          <Can permission="people.write">
            <ActionButton
              type="primary"
              icon={<Icon name="plus" />}
              onClick={() => void navigate({ to: "/people/hire" })}
            >
              {t("hire.title")}
            </ActionButton>
          </Can>
        </>
      }
      bulk={
        gives && !readOnly
          ? (amount, chosen, clear) => <GiveLeave amount={amount} chosen={chosen} clear={clear} />
          : undefined
      }
      begin={!readOnly && <Link to="/import">{t("org.import")}</Link>}
    />
  );
}

interface Chosen {
  amount: number;
  chosen: () => Promise<string[]>;
  clear: () => void;
}

/** Leave for everybody who was chosen in the list. */
function GiveLeave({ amount, chosen, clear }: Chosen) {
  const { t } = useTranslation("time");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("time:grant.many_action")}
      </Button>
      {open && <GrantManyDrawer amount={amount} chosen={chosen} close={() => setOpen(false)} given={clear} />}
    </>
  );
}

export function Hire() {
  const navigate = useNavigate();
  const [{ again }] = usePlace<{ again?: string }>();
  return <HirePage key={again} again={again} hired={(id) => void navigate({ to: `/people/${id}` })} />;
}

export function Expiring() {
  const [search, go] = usePlace<ExpiringSearch>();
  const navigate = useNavigate();
  const documents = (employment: string) => `/people/${employment}?tab=documents`;
  return (
    <ExpiringPage
      search={search}
      go={go}
      person={(employment) => <NamedPerson employment={employment} to={documents(employment)} />}
      open={(employment) => void navigate({ href: documents(employment) })}
    />
  );
}

export function Employee() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [search, go] = usePlace<EmployeeSearch>();
  const { t } = useTranslation(["people", "performance"]);
  const leave = useCan("leave.read");
  return (
    <EmployeePage
      key={id}
      id={id}
      search={search}
      go={go}
      overview={
        <>
          <FieldsCard employment={id} />
          {leave && <LeaveCard employment={id} />}
        </>
      }
      more={[
        {
          key: "leave",
          label: t("tab.leave"),
          permission: "leave.read",
          content: <LeaveCard employment={id} whole />,
        },
        {
          key: "goals",
          label: t("performance:page.title"),
          permission: "goal.read",
          content: <PersonGoals employment={id} />,
        },
        {
          key: "documents",
          label: t("tab.documents"),
          permission: "document.read",
          content: <DocumentsCard employment={id} />,
        },
        {
          key: "approvals",
          label: t("tab.approvals"),
          permission: "approval.read",
          content: (
            <CasesCard employment={id} open={search.case} go={(one) => go({ tab: "approvals", case: one })} />
          ),
        },
      ]}
    />
  );
}

/** A request for leave, by its id alone: shown on the page of whoever asked, with its steps where one may see them. */
export function Request() {
  const { t } = useTranslation("people");
  const { id } = useParams({ strict: false }) as { id: string };
  const steps = useCan("approval.read");
  const found = useLeaveRequest(id);
  if (found.data) {
    const { employment_id, case_id } = found.data;
    const search = steps && case_id ? { tab: "approvals", case: case_id } : { tab: "leave" };
    return <Navigate to={`/people/${employment_id}`} search={search as never} replace />;
  }
  return (
    <PageShell title={t("request.title")} purpose={t("request.purpose")}>
      {found.error ? (
        <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
      ) : (
        <Skeleton active />
      )}
    </PageShell>
  );
}

export function Organisation() {
  const [search, go] = usePlace<OrganisationSearch>();
  return <OrganisationPage search={search} go={go} />;
}
