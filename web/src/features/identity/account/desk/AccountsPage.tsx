import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionButton } from "@/shared/desk/ActionButton";
import { TwoLines } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { listed } from "@/shared/desk/listed";
import { PageShell } from "@/shared/desk/PageShell";
import type { PersonOption } from "@/shared/desk/useFoundPeople";
import { usePages } from "@/shared/desk/usePages";
import type { Views } from "@/shared/desk/ViewTabs";
import { useFormat } from "@/shared/format/useFormat";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useAccounts } from "../../hooks";
import { accountName } from "../../model";
import { AccountDrawer } from "./AccountDrawer";
import { OpenDrawer } from "./OpenDrawer";

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
  people: (words: string) => Promise<PersonOption[]>;
}

/** Who can sign in, and with what; open, disable, reset, end sessions. */
export function AccountsPage({ search, go, tabs, people }: Props) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const [opening, setOpening] = useState(false);
  const active = search.state && search.state === "active";
  const list = useAccounts({ q: search.login, active, after: search.after, limit: 50 });
  const pages = usePages(search, (place) => go({ login: search.login, state: search.state, ...place }));
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
              style={{ width: 280 }}
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
            <TwoLines
              main={
                <button
                  type="button"
                  className="row-open"
                  onClick={(event) => {
                    event.stopPropagation();
                    go({ ...search, account: row.id });
                  }}
                >
                  {accountName(row)}
                </button>
              }
              sub={<Facts of={[row.login, row.person_number]} />}
            />
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
        {...listed(list)}
        pages={pages}
        counted={(amount) => amount}
        empty={{ title: t("account.empty"), reason: t("account.empty_why") }}
        active={search.account}
        open={(row) => go({ ...search, account: row.id })}
        ended={(row) => row.state === "disabled"}
      />
      {search.account && (
        <AccountDrawer
          key={search.account}
          id={search.account}
          close={() => go({ ...search, account: undefined })}
        />
      )}
      {opening && <OpenDrawer people={people} close={() => setOpening(false)} />}
    </PageShell>
  );
}
