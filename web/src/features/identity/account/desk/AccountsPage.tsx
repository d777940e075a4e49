import { Button, Form, Input, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { TwoLines } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import { usePages } from "@/shared/desk/usePages";
import { useSay } from "@/shared/desk/useSay";
import type { Views } from "@/shared/desk/ViewTabs";
import { useFormat } from "@/shared/format/useFormat";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useAccounts } from "../../hooks";
import { type AccountView, accountName, deviceOf } from "../../model";
import {
  type Invitation,
  useAccountAct,
  useEndSessions,
  useOpenAccount,
  useReset,
  useSessionsOf,
} from "../hooks";
import styles from "./Accounts.module.css";

export interface AccountsSearch {
  login?: string;
  state?: "active" | "disabled";
  account?: string;
  after?: string;
  skip?: number;
}

interface Props {
  search: AccountsSearch;
  go: (search: AccountsSearch) => void;
  tabs: Views;
  /** Finds people by `person_id`, for an account of somebody. */
  people: (words: string) => Promise<{ id: string; name: string; number?: string; unit?: string | null }[]>;
}

/** Who can sign in, and with what; open, disable, reset, end sessions. */
export function AccountsPage({ search, go, tabs, people }: Props) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const [opening, setOpening] = useState(false);
  const active = search.state && search.state === "active";
  const list = useAccounts({ login: search.login, active, after: search.after, limit: 50 });
  const pages = usePages(search, (place) => go({ login: search.login, state: search.state, ...place }));
  const rows = list.data?.items;
  const chosen = rows?.find(({ id }) => id === search.account);
  return (
    <PageShell
      title={t("account.title")}
      purpose={t("account.purpose")}
      tabs={tabs}
      actions={
        <ActionButton
          type="primary"
          permission="account.write"
          icon={<Icon name="plus" />}
          onClick={() => setOpening(true)}
        >
          {t("account.open")}
        </ActionButton>
      }
    >
      <DataTable
        name="accounts"
        label={t("account.title")}
        filters={
          <>
            <Input.Search
              style={{ width: 240 }}
              allowClear
              defaultValue={search.login}
              placeholder={t("account.search")}
              aria-label={t("account.search")}
              onSearch={(login) => go({ login: login.trim() || undefined, state: search.state })}
            />
            <FilterSelect
              label={t("account.state")}
              value={search.state}
              all={t("account.all")}
              options={(["active", "disabled"] as const).map((state) => ({
                value: state,
                label: t(`account.${state}`),
              }))}
              onChange={(state) => go({ login: search.login, state })}
            />
          </>
        }
        identity={{
          key: "account",
          title: t("account.who"),
          width: 220,
          render: (row) => (
            <TwoLines main={accountName(row)} sub={<Facts of={[row.login, row.person_number]} />} />
          ),
        }}
        columns={[
          {
            key: "state",
            title: t("account.state"),
            width: 110,
            render: (row) => (
              <StatusDot state={row.state === "active" ? "valid" : "ended"}>
                {t(`account.${row.state}`)}
              </StatusDot>
            ),
          },
          {
            key: "external",
            title: t("account.external"),
            width: 200,
            render: (row) => (
              <Facts
                of={row.external.map(({ provider, subject }) => `${t(`provider.${provider}`)} ${subject}`)}
              />
            ),
          },
          {
            key: "created",
            title: t("account.created_at"),
            width: 150,
            align: "end",
            render: (row) => format.moment(row.created_at),
          },
        ]}
        rowKey={({ id }) => id}
        rowName={accountName}
        rows={rows}
        refreshing={list.isFetching}
        problem={list.error && !rows ? problemOf(list.error) : undefined}
        retry={() => void list.refetch()}
        next={list.data?.next}
        pages={pages}
        counted={(amount) => amount}
        empty={{ title: t("account.empty"), reason: t("account.empty_why") }}
        active={search.account}
        open={(row) => go({ ...search, account: row.id })}
        ended={(row) => row.state === "disabled"}
      />
      {chosen && (
        <AccountDrawer key={chosen.id} account={chosen} close={() => go({ ...search, account: undefined })} />
      )}
      {opening && <OpenDrawer people={people} close={() => setOpening(false)} />}
    </PageShell>
  );
}

function Code({ code }: { code: string }) {
  const { t } = useTranslation("identity");
  const say = useSay();
  return (
    <Notice
      tone="primary"
      icon="shield"
      alert
      title={
        <>
          {t("account.code")} <code className={styles.code}>{code}</code>
        </>
      }
      action={
        <Button
          size="small"
          icon={<Icon name="copy" />}
          onClick={() => void navigator.clipboard.writeText(code).then(() => say.done(t("account.copied")))}
        >
          {t("account.copy")}
        </Button>
      }
    >
      {t("account.code_why")}
    </Notice>
  );
}

function AccountDrawer({ account, close }: { account: AccountView; close: () => void }) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const say = useSay();
  const sessions = useSessionsOf(account.id);
  const act = useAccountAct(account.id);
  const reset = useReset(account.id);
  const end = useEndSessions(account.id);
  const [given, setGiven] = useState<Invitation>();
  const active = account.state === "active";
  const done = (words: string) => () => say.done(words);
  return (
    <Drawer
      title={accountName(account)}
      status={<StatusDot state={active ? "valid" : "ended"}>{t(`account.${account.state}`)}</StatusDot>}
      close={close}
    >
      <div className={styles.body}>
        {given && <Code code={given.code} />}
        <div className={styles.actions}>
          <Popconfirm
            title={
              active
                ? t("account.disable_title", { name: accountName(account) })
                : t("account.enable_title", { name: accountName(account) })
            }
            description={active ? t("account.disable_why") : t("account.enable_why")}
            okText={active ? t("account.disable") : t("account.enable")}
            cancelText={t("common:action.cancel")}
            onConfirm={() =>
              act.mutateAsync(active ? "disable" : "enable").then(done(t("account.done")), say.problem)
            }
          >
            <span>
              <ActionButton permission="account.write" danger={active}>
                {active ? t("account.disable") : t("account.enable")}
              </ActionButton>
            </span>
          </Popconfirm>
          {active && (
            <Popconfirm
              title={t("account.reset_title")}
              description={t("account.reset_why")}
              okText={t("account.reset")}
              cancelText={t("common:action.cancel")}
              onConfirm={() => reset.mutateAsync().then(setGiven, say.problem)}
            >
              <span>
                <ActionButton permission="account.write">{t("account.reset")}</ActionButton>
              </span>
            </Popconfirm>
          )}
          {active && (
            <ActionButton
              permission="account.write"
              onClick={() => void act.mutateAsync("unlock").then(done(t("account.unlocked")), say.problem)}
            >
              {t("account.unlock")}
            </ActionButton>
          )}
        </div>
        <section>
          <h3>{t("session.title")}</h3>
          {sessions.data?.items.length === 0 && <p className="caption">{t("session.none")}</p>}
          <ul className={styles.sessions}>
            {sessions.data?.items.map((one) => (
              <li key={one.id}>
                <div>
                  <Facts of={[t(`way.${one.way}`), one.remote]} />
                  <p className="caption" title={one.agent}>
                    <Facts of={deviceOf(one.agent)} />
                  </p>
                  <p className="caption">{t("session.seen", { at: format.moment(one.seen_at) })}</p>
                </div>
                <ActionButton
                  size="small"
                  permission="account.write"
                  onClick={() => void end.mutateAsync(one.id).then(done(t("session.ended")), say.problem)}
                >
                  {t("session.end")}
                </ActionButton>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Drawer>
  );
}

interface OpenValues {
  login: string;
  display_name?: string;
  person_id?: string;
}

function OpenDrawer({ people, close }: { people: Props["people"]; close: () => void }) {
  const { t } = useTranslation("identity");
  const open = useOpenAccount();
  const [given, setGiven] = useState<Invitation>();
  return (
    <Drawer title={t("account.open")} close={close}>
      {given ? (
        <Code code={given.code} />
      ) : (
        <EntryForm<OpenValues>
          name="account"
          initial={{}}
          submit={t("account.open")}
          cancel={close}
          effect={<Notice title={t("account.open_effect")}>{t("account.open_effect_why")}</Notice>}
          send={async (values) => setGiven(await open.mutateAsync(values))}
        >
          <Form.Item name="person_id" label={t("account.person")} extra={t("account.person_why")}>
            <PersonSelect search={people} />
          </Form.Item>
          <Form.Item
            name="login"
            label={t("sign_in.login")}
            rules={[{ required: true, message: t("required") }]}
          >
            <Input autoComplete="off" autoCapitalize="none" />
          </Form.Item>
          <Form.Item
            name="display_name"
            label={t("account.display_name")}
            extra={t("account.display_name_why")}
          >
            <Input autoComplete="off" />
          </Form.Item>
        </EntryForm>
      )}
    </Drawer>
  );
}
