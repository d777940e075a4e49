import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ActionButton } from "@/shared/desk/ActionButton";
import { TwoLines } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { listed } from "@/shared/desk/listed";
import { PageShell } from "@/shared/desk/PageShell";
import { ViewSwitch } from "@/shared/desk/ViewSwitch";
import type { Views } from "@/shared/desk/ViewTabs";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Icon } from "@/shared/icons/Icon";
import { Tag } from "@/shared/parts/Tag";
import { useGrants, useRoles } from "../../hooks";
import { fieldClasses, type Role, roleName } from "../../model";
import { furthest, holders, holdsWithoutGrant, openClasses } from "../model";
import { RoleMatrix } from "./RoleMatrix";

export interface RolesSearch {
  view?: "table";
}

interface Props {
  search: RolesSearch;
  go: (search: RolesSearch) => void;
  /** The pages of the settings, as tabs. */
  tabs: Views;
  /** Opens the page of a role, or that of a new one. */
  open: (role: string) => void;
}

/** Built-in and own roles: one by one, or side by side in one plain table. */
export function RolesPage({ search, go, tabs, open }: Props) {
  const { t } = useTranslation("identity");
  const view = search.view ?? "list";
  return (
    <PageShell
      title={t("role.title")}
      purpose={t("role.purpose")}
      tabs={tabs}
      actions={
        <ActionButton
          type="primary"
          permission="role.write"
          icon={<Icon name="plus" />}
          onClick={() => open("new")}
        >
          {t("role.make")}
        </ActionButton>
      }
    >
      <ViewSwitch
        label={t("access.views")}
        views={(["list", "table"] as const).map((key) => ({ key, label: t(`role.view.${key}`) }))}
        active={view}
        go={(key) => go(key === "table" ? { view: key } : {})}
      />
      {view === "table" ? <RoleMatrix /> : <RoleList open={open} />}
    </PageShell>
  );
}

function RoleList({ open }: Pick<Props, "open">) {
  const { t } = useTranslation("identity");
  const language = useLanguage();
  const roles = useRoles();
  const grants = useGrants({ limit: 200 }).data;
  const classes = (role: Role) => {
    const seen = openClasses(role);
    return seen.length === fieldClasses.length
      ? t("class.all")
      : seen.map((one) => t(`class.${one}`)).join(t("comma")) || t("why.no_classes");
  };
  const who = (role: Role) => {
    if (holdsWithoutGrant(role)) return t(`role.everybody.${role.code}`);
    if (!grants) return undefined;
    const amount = holders(grants.items, role.id);
    return t("role.people", { amount: `${amount}${grants.next ? "+" : ""}`, count: amount });
  };
  return (
    <DataTable
      name="roles"
      label={t("role.title")}
      identity={{
        key: "role",
        title: t("grant.role"),
        width: 240,
        render: (role) => (
          <TwoLines
            main={
              <Link
                to={`/settings/roles/${role.id}`}
                className="row-open"
                onClick={(event) => event.stopPropagation()}
              >
                {roleName(language, role)}
              </Link>
            }
            sub={role.code}
          />
        ),
      }}
      columns={[
        {
          key: "kind",
          title: t("role.kind"),
          width: 88,
          render: ({ builtin }) =>
            builtin ? t("role.builtin") : <Tag tone="primary">{t("access.own")}</Tag>,
        },
        {
          key: "rights",
          title: t("access.permission"),
          width: 80,
          align: "end",
          render: ({ rows }) => new Set(rows.map(({ permission }) => permission)).size,
        },
        {
          key: "reach",
          title: t("role.reach"),
          width: 136,
          render: (role) => {
            const scope = furthest(role);
            return scope && t(`scope.${scope}`);
          },
        },
        {
          key: "classes",
          title: t("why.classes"),
          width: 260,
          render: (role) => <TwoLines main={classes(role)} />,
        },
        { key: "who", title: t("role.holders"), width: 168, render: who },
      ]}
      rowKey={({ id }) => id}
      rowName={(role) => roleName(language, role)}
      {...listed(roles)}
      counted={(amount, count) => t("role.counted", { amount, count })}
      empty={{
        title: t("role.empty"),
        reason: t("role.empty_why"),
        action: <Button onClick={() => open("new")}>{t("role.make")}</Button>,
      }}
      open={(role) => open(role.id)}
    />
  );
}
