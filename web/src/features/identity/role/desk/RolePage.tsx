import { Link } from "@tanstack/react-router";
import { Popconfirm, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { Tag } from "@/shared/parts/Tag";
import { useGrants, usePermissions, useRoles } from "../../hooks";
import { type PermissionView, type Role, roleName } from "../../model";
import { useRemoveRole } from "../hooks";
import { holdsWithoutGrant } from "../model";
import { RightsTable } from "./RightsTable";
import { HoldersCard } from "./RoleCards";
import { RoleEditor } from "./RoleEditor";
import styles from "./Roles.module.css";

export interface RoleSearch {
  /** The role is being changed. */
  edit?: "yes";
  /** A new role begins as a copy of this one. */
  from?: string;
}

interface Props {
  /** `new` for one that is to be made. */
  id: string;
  search: RoleSearch;
  go: (search: RoleSearch) => void;
  /** Opens a role's page, a new one begun from a role, or the list. */
  open: (role: string | undefined, from?: string) => void;
}

/** One role: what it allows as a table of action, scope and field classes, who holds it, and its change. */
export function RolePage({ id, search, go, open }: Props) {
  const { t } = useTranslation("identity");
  const roles = useRoles();
  const permissions = usePermissions();
  const path = <Link to="/settings/roles">{t("role.title")}</Link>;
  const problem = roles.error ?? permissions.error;
  const found = roles.data?.items.find((role) => role.id === id);
  const held = permissions.data?.items;
  if (problem || !roles.data || !held || (id !== "new" && !found)) {
    return (
      <PageShell title={t("grant.role")} purpose={t("role.page_purpose")} path={path}>
        {problem ? (
          <ProblemBlock
            problem={problemOf(problem)}
            retry={() => {
              void roles.refetch();
              void permissions.refetch();
            }}
          />
        ) : roles.data && held ? (
          <StateBlock
            icon="find"
            alert
            title={t("role.gone")}
            action={<Link to="/settings/roles">{t("role.back")}</Link>}
          >
            {t("role.gone_why")}
          </StateBlock>
        ) : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )}
      </PageShell>
    );
  }
  if (!found || search.edit) {
    const from = roles.data.items.find((role) => role.id === search.from);
    return (
      <RoleEditor
        key={`${id}:${search.from}`}
        role={found?.builtin ? undefined : found}
        from={found?.builtin ? found : from}
        permissions={held}
        path={path}
        saved={(saved) => (found && !found.builtin ? go({}) : open(saved))}
        cancel={() => (found ? go({}) : open(search.from))}
      />
    );
  }
  return <RoleView role={found} permissions={held} path={path} go={go} open={open} />;
}

interface ViewProps {
  role: Role;
  permissions: readonly PermissionView[];
  path: React.ReactNode;
  go: Props["go"];
  open: Props["open"];
}

function RoleView({ role, permissions, path, go, open }: ViewProps) {
  const { t } = useTranslation("identity");
  const language = useLanguage();
  const say = useSay();
  const remove = useRemoveRole();
  const grants = useGrants({ role_id: role.id, limit: 200 }).data;
  const name = roleName(language, role);
  const other = language === "zh-CN" ? role.name_en : role.name_zh;
  const given = grants && grants.items.length > 0 ? t("role.given_why") : undefined;
  return (
    <PageShell
      path={path}
      title={name}
      status={role.builtin ? <Tag>{t("role.builtin")}</Tag> : <Tag tone="primary">{t("access.own")}</Tag>}
      purpose={
        <Facts
          of={[
            role.code,
            <span key="other" lang={language === "zh-CN" ? "en" : "zh-CN"}>
              {other}
            </span>,
          ]}
        />
      }
      actions={
        <>
          {!role.builtin && (
            <Popconfirm
              title={t("role.remove_title", { role: name })}
              description={t("role.remove_why")}
              okText={t("role.remove")}
              cancelText={t("common:action.cancel")}
              disabled={given !== undefined}
              onConfirm={() =>
                remove.mutateAsync(role.id).then(() => {
                  say.done(t("role.removed"));
                  open(undefined);
                }, say.problem)
              }
            >
              <span>
                <ActionButton danger permission="role.write" blocked={given}>
                  {t("role.remove")}
                </ActionButton>
              </span>
            </Popconfirm>
          )}
          <ActionButton
            permission="role.write"
            type={role.builtin ? "primary" : "default"}
            icon={<Icon name="copy" />}
            onClick={() => open("new", role.id)}
          >
            {t("role.copy")}
          </ActionButton>
          {!role.builtin && (
            <ActionButton
              type="primary"
              permission="role.write"
              icon={<Icon name="pencil" />}
              onClick={() => go({ edit: "yes" })}
            >
              {t("role.change")}
            </ActionButton>
          )}
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.side}>
          {role.rows.length === 0 ? (
            <StateBlock icon="table" title={t("role.no_rights")}>
              {t("role.no_rights_why")}
            </StateBlock>
          ) : (
            <RightsTable rows={role.rows} permissions={permissions} />
          )}
        </div>
        <aside className={styles.side} aria-label={t("role.holders")}>
          <HoldersCard role={role} />
          {role.builtin && !holdsWithoutGrant(role) && <p className="caption">{t("role.builtin_why")}</p>}
        </aside>
      </div>
    </PageShell>
  );
}
