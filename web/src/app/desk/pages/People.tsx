import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
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
import { LeaveCard } from "@/features/time/leave/desk/LeaveCard";
import { Can, useCan } from "@/shared/access/Session";
import { useAsOfParam, useReadOnly } from "@/shared/asof/AsOf";
import { ActionButton } from "@/shared/desk/ActionButton";
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
      begin={!readOnly && <Link to="/import">{t("org.import")}</Link>}
    />
  );
}

export function Hire() {
  const navigate = useNavigate();
  return <HirePage hired={(id) => void navigate({ to: `/people/${id}` })} />;
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
          content: <LeaveCard employment={id} />,
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

export function Organisation() {
  const [search, go] = usePlace<OrganisationSearch>();
  return <OrganisationPage search={search} go={go} />;
}
