import { Button, Form, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "@/shared/access/Session";
import { useReadOnly } from "@/shared/asof/AsOf";
import { ActionButton } from "@/shared/desk/ActionButton";
import { DataTable } from "@/shared/desk/DataTable";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { listed } from "@/shared/desk/listed";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import { UnitSelect } from "@/shared/desk/UnitSelect";
import { usePages } from "@/shared/desk/usePages";
import { useSay } from "@/shared/desk/useSay";
import { ViewSwitch } from "@/shared/desk/ViewSwitch";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { searchAccounts, useChosenAccount, useGrants, useRoles } from "../../hooks";
import { type Grant, roleName } from "../../model";
import { type NewGrant, useGive, useRevoke } from "../hooks";
import styles from "./Access.module.css";
import type { AccessProps } from "./access";
import { WhyPanel } from "./WhyPanel";

/** Who has which role, how far and until when, and why somebody may or may not. */
export function AccessPage(props: AccessProps) {
  const { search, go, tabs, people, person } = props;
  const { t } = useTranslation("identity");
  const [giving, setGiving] = useState(false);
  const view = search.view ?? "grants";
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
      <ViewSwitch
        label={t("access.views")}
        views={(["grants", "why"] as const).map((key) => ({ key, label: t(`access.view.${key}`) }))}
        active={view}
        go={(key) => go(key === "why" ? { view: key } : {})}
      />
      {view === "grants" && <Grants {...props} />}
      {view === "why" && <WhyPanel search={search} go={go} people={people} person={person} />}
      {giving && <Give {...props} close={() => setGiving(false)} />}
    </PageShell>
  );
}

function Grants({ search, go }: AccessProps) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const language = useLanguage();
  const say = useSay();
  const mayRevoke = useCan("role.write");
  const readOnly = useReadOnly();
  const roles = useRoles().data?.items ?? [];
  const list = useGrants({ role_id: search.role, account_id: search.account, after: search.after });
  const revoke = useRevoke();
  const pages = usePages(search, (place) => go({ role: search.role, account: search.account, ...place }));
  const known = useChosenAccount(search.account);
  const role = (grant: Grant) => {
    const found = roles.find(({ id }) => id === grant.role_id);
    return found ? roleName(language, found) : t("grant.unknown_role");
  };
  return (
    <DataTable
      name="grants"
      label={t("access.view.grants")}
      filters={
        <>
          <FilterSelect
            label={t("grant.role")}
            value={search.role}
            all={t("grant.all_roles")}
            options={roles.map((one) => ({ value: one.id, label: roleName(language, one) }))}
            onChange={(one) => go({ role: one, account: search.account })}
          />
          <span className={styles.person}>
            <PersonSelect
              value={search.account}
              known={known}
              onChange={(account) => go({ role: search.role, account })}
              placeholder={t("grant.of")}
              aria-label={t("grant.of")}
              search={searchAccounts}
            />
          </span>
        </>
      }
      identity={{
        key: "who",
        title: t("grant.who"),
        width: 200,
        render: (grant) => grant.account_name ?? t("grant.unknown_account"),
      }}
      columns={[
        { key: "role", title: t("grant.role"), width: 150, render: role },
        {
          key: "scope",
          title: t("grant.scope"),
          width: 240,
          render: (grant) => (
            <Facts of={[t(`scope.${grant.scope}`), grant.unit_name ?? grant.company_name]} />
          ),
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
          key: "giver",
          title: t("grant.given_by"),
          width: 140,
          optional: true,
          render: (grant) => grant.given_by_name ?? t("grant.set_up"),
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
      {...listed(list)}
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
          <PersonSelect search={searchAccounts} />
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
