import { Button, Form, Popconfirm, Select } from "antd";
import type { ReactNode } from "react";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { useReadOnly } from "@/shared/asof/AsOf";
import { ActionButton } from "@/shared/desk/ActionButton";
import { DataTable } from "@/shared/desk/DataTable";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { UnitSelect } from "@/shared/desk/UnitSelect";
import { usePages } from "@/shared/desk/usePages";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { Tag } from "@/shared/parts/Tag";
import { findAccounts, useAccounts, usePermissions, useRoles } from "../../hooks";
import { accountName, type Role, roleName } from "../../model";
import { type Grant, type NewGrant, useGive, useGrants, useRevoke } from "../hooks";
import styles from "./Access.module.css";
import type { AccessProps, AccessSearch } from "./access";
import { WhyPanel } from "./WhyPanel";

/** Roles as one plain table, who has them, and why somebody may or may not. */
export function AccessPage(props: AccessProps) {
  const { search, go, tabs, people } = props;
  const { t } = useTranslation("identity");
  const [giving, setGiving] = useState(false);
  const view = search.view ?? "roles";
  const change = (next: string | undefined) => go(next ? { view: next as AccessSearch["view"] } : {});
  return (
    <PageShell
      title={t("access.title")}
      purpose={t("access.purpose")}
      tabs={tabs}
      actions={
        <ActionButton
          type="primary"
          permission="role.write"
          icon={<Icon name="plus" />}
          onClick={() => setGiving(true)}
        >
          {t("grant.give")}
        </ActionButton>
      }
    >
      <fieldset className={styles.views} aria-label={t("access.views")}>
        {(["roles", "grants", "why"] as const).map((one) => (
          <Button
            key={one}
            aria-pressed={view === one}
            className={view === one ? styles.chosen : undefined}
            onClick={() => change(one === "roles" ? undefined : one)}
          >
            {t(`access.view.${one}`)}
          </Button>
        ))}
      </fieldset>
      {view === "roles" && <RoleTable />}
      {view === "grants" && <Grants {...props} />}
      {view === "why" && <WhyPanel search={search} go={go} people={people} />}
      {giving && <Give {...props} close={() => setGiving(false)} />}
    </PageShell>
  );
}

/** Lines are permissions, columns are roles; a cell says how far and which fields. */
function RoleTable() {
  const { t } = useTranslation("identity");
  const language = useLanguage();
  const roles = useRoles();
  const permissions = usePermissions();
  const problem = roles.error ?? permissions.error;
  if (problem) {
    return (
      <ProblemBlock
        problem={problemOf(problem)}
        retry={() => {
          void roles.refetch();
          void permissions.refetch();
        }}
      />
    );
  }
  const all = roles.data?.items ?? [];
  const cell = (role: Role, code: string) => role.rows.filter(({ permission }) => permission === code);
  return (
    <div className={styles.frame} aria-busy={!roles.data || !permissions.data}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={t("access.view.roles")}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col">{t("access.permission")}</th>
              {all.map((role) => (
                <th key={role.id} scope="col">
                  {roleName(language, role)} {!role.builtin && <Tag>{t("access.own")}</Tag>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(permissions.data?.items ?? []).map(({ code }) => (
              <tr key={code}>
                <th scope="row">
                  {t(`permission.${code}`, { defaultValue: code })}
                  <span className="caption">{code}</span>
                </th>
                {all.map((role) => (
                  <td key={role.id}>
                    {cell(role, code).map(({ scope, classes }) => (
                      <Fragment key={scope}>
                        <span className={styles.scope}>{t(`scope.${scope}`)}</span>
                        {classes.length > 0 && (
                          <span className="caption">
                            {classes.length === 7
                              ? t("class.all")
                              : classes.map((one) => t(`class.${one}`)).join(t("comma"))}
                          </span>
                        )}
                      </Fragment>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Grants({ search, go, units }: AccessProps) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const language = useLanguage();
  const say = useSay();
  const mayRevoke = useCan("role.write");
  const readOnly = useReadOnly();
  const roles = useRoles().data?.items ?? [];
  const accounts = useAccounts({ limit: 200 }, useCan("account.read")).data?.items ?? [];
  const list = useGrants({ role_id: search.role, after: search.after });
  const revoke = useRevoke();
  const pages = usePages(search, (place) => go({ view: "grants", role: search.role, ...place }));
  const rows = list.data?.items;
  const who = (grant: Grant): ReactNode => {
    const account = accounts.find(({ id }) => id === grant.account_id);
    return grant.account_name ?? (account ? accountName(account) : t("grant.unknown_account"));
  };
  const place = (grant: Grant) => units.find(({ id }) => id === (grant.unit_id ?? grant.company_id))?.name;
  const role = (grant: Grant) => {
    const found = roles.find(({ id }) => id === grant.role_id);
    return found ? roleName(language, found) : t("grant.unknown_role");
  };
  return (
    <DataTable
      name="grants"
      label={t("access.view.grants")}
      filters={
        <FilterSelect
          label={t("grant.role")}
          value={search.role}
          all={t("grant.all_roles")}
          options={roles.map((one) => ({ value: one.id, label: roleName(language, one) }))}
          onChange={(one) => go({ view: "grants", role: one })}
        />
      }
      identity={{ key: "who", title: t("grant.who"), width: 200, render: who }}
      columns={[
        { key: "role", title: t("grant.role"), width: 150, render: role },
        {
          key: "scope",
          title: t("grant.scope"),
          width: 240,
          render: (grant) => <Facts of={[t(`scope.${grant.scope}`), place(grant)]} />,
        },
        {
          key: "first",
          title: t("grant.first_day"),
          width: 112,
          align: "end",
          render: (grant) => grant.first_day,
        },
        {
          key: "last",
          title: t("grant.last_day"),
          width: 112,
          align: "end",
          render: (grant) => grant.last_day ?? t("grant.open"),
        },
        {
          key: "given",
          title: t("grant.given_at"),
          width: 150,
          align: "end",
          optional: true,
          render: (grant) => format.moment(grant.given_at),
        },
        {
          key: "act",
          title: t("grant.act"),
          width: 96,
          render: (grant) =>
            mayRevoke &&
            !readOnly && (
              <Popconfirm
                title={t("grant.revoke_title", { role: role(grant) })}
                description={t("grant.revoke_why")}
                okText={t("grant.revoke")}
                cancelText={t("common:action.cancel")}
                onConfirm={() =>
                  revoke.mutateAsync(grant.id).then(() => say.done(t("grant.revoked")), say.problem)
                }
              >
                <Button type="link" size="small">
                  {t("grant.revoke")}
                </Button>
              </Popconfirm>
            ),
        },
      ]}
      rowKey={({ id }) => id}
      rowName={(grant) => role(grant)}
      rows={rows}
      refreshing={list.isFetching}
      problem={list.error && !rows ? problemOf(list.error) : undefined}
      retry={() => void list.refetch()}
      next={list.data?.next}
      pages={pages}
      counted={(amount) => amount}
      empty={{ title: t("grant.empty"), reason: t("grant.empty_why") }}
    />
  );
}

function Give({ units, close }: AccessProps & { close: () => void }) {
  const { t } = useTranslation("identity");
  const language = useLanguage();
  const say = useSay();
  const { day: today } = useToday();
  const roles = useRoles().data?.items ?? [];
  const give = useGive();
  const [values, setValues] = useState<Partial<NewGrant>>({});
  const role = roles.find(({ id }) => id === values.role_id);
  const required = { required: true, message: t("required") };
  const [only, ...others] = units.filter(({ kind }) => kind === "company");
  return (
    <Drawer title={t("grant.give")} close={close}>
      <EntryForm<NewGrant>
        name="grant"
        initial={{
          first_day: today,
          scope: "company",
          company_id: others.length === 0 ? only?.id : undefined,
        }}
        submit={t("grant.give")}
        cancel={close}
        onValues={setValues}
        effect={
          role && (
            <Notice title={t("grant.effect", { role: roleName(language, role), count: role.rows.length })}>
              {t("grant.effect_why")}
            </Notice>
          )
        }
        send={async (grant) => {
          const wide = grant.scope === "all";
          const company = grant.scope === "company";
          await give.mutateAsync({
            ...grant,
            unit_id: wide || company ? undefined : grant.unit_id,
            company_id: company ? grant.company_id : undefined,
          });
          say.done(t("grant.given"));
          close();
        }}
      >
        <Form.Item name="account_id" label={t("grant.who")} extra={t("grant.who_why")} rules={[required]}>
          <PersonSelect
            search={(words) =>
              findAccounts(words).then((found) =>
                found.map((one) => ({ id: one.id, name: accountName(one), number: one.login })),
              )
            }
          />
        </Form.Item>
        <Form.Item name="role_id" label={t("grant.role")} rules={[required]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={roles.map((one) => ({ value: one.id, label: roleName(language, one) }))}
          />
        </Form.Item>
        <Form.Item name="scope" label={t("grant.scope")} extra={t("grant.scope_why")} rules={[required]}>
          <Select
            options={(["subtree", "branch", "company", "all"] as const).map((scope) => ({
              value: scope,
              label: t(`scope.${scope}`),
            }))}
          />
        </Form.Item>
        {(values.scope === "subtree" || values.scope === "branch") && (
          <Form.Item name="unit_id" label={t("grant.unit")} rules={[required]}>
            <UnitSelect units={units} />
          </Form.Item>
        )}
        {(values.scope ?? "company") === "company" && (
          <Form.Item name="company_id" label={t("grant.company")} rules={[required]}>
            <Select
              options={[...(only ? [only] : []), ...others].map(({ id, name }) => ({
                value: id,
                label: name,
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="first_day" label={t("grant.first_day")} rules={[required]}>
          <DayField />
        </Form.Item>
        <Form.Item name="last_day" label={t("grant.last_day")} extra={t("grant.last_day_why")}>
          <DayField from={values.first_day} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
