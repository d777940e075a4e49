import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Drawer } from "@/shared/desk/Drawer";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useFormat } from "@/shared/format/useFormat";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Tag } from "@/shared/parts/Tag";
import { useAccount, useGrants, useRoles } from "../../hooks";
import { type AccountView, accountName, deviceOf, roleName } from "../../model";
import { type Invitation, useAccountAct, useEndSessions, useReset, useSessionsOf } from "../hooks";
import styles from "./Accounts.module.css";
import { Code } from "./Code";
import { Confirmed } from "./Confirmed";
import { ExternalAccounts } from "./ExternalAccounts";

interface Props {
  id: string;
  close: () => void;
}

/** One account: what may be done to it, its accounts elsewhere, its roles, and where it is signed in. */
export function AccountDrawer({ id, close }: Props) {
  const { t } = useTranslation("identity");
  const found = useAccount(id);
  const account = found.data;
  if (!account) {
    return (
      <Drawer title={t("account.who")} close={close}>
        {found.error ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </Drawer>
    );
  }
  const active = account.state === "active";
  return (
    <Drawer
      title={accountName(account)}
      status={<StatusDot state={active ? "valid" : "ended"}>{t(`account.${account.state}`)}</StatusDot>}
      close={close}
    >
      <div className={styles.body}>
        <p className="caption">
          <Facts of={[account.login, account.person_number, account.person_name && account.display_name]} />
        </p>
        <Acts account={account} />
        <ExternalAccounts account={account} />
        <Roles account={account.id} />
        <SignedIn account={account.id} />
      </div>
    </Drawer>
  );
}

/** Disable or enable, have a new password set, let somebody in again who tried too often. */
function Acts({ account }: { account: AccountView }) {
  const { t } = useTranslation("identity");
  const say = useSay();
  const act = useAccountAct(account.id);
  const reset = useReset(account.id);
  const [given, setGiven] = useState<Invitation>();
  const active = account.state === "active";
  const name = accountName(account);
  const done = (words: string) => () => say.done(words);
  return (
    <>
      {given && <Code code={given.code} />}
      <div className={styles.actions}>
        <Confirmed
          title={active ? t("account.disable_title", { name }) : t("account.enable_title", { name })}
          why={active ? t("account.disable_why") : t("account.enable_why")}
          action={active ? t("account.disable") : t("account.enable")}
          danger={active}
          go={() => act.mutateAsync(active ? "disable" : "enable").then(done(t("account.done")), say.problem)}
        />
        {active && (
          <>
            <Confirmed
              title={t("account.reset_title")}
              why={t("account.reset_why")}
              action={t("account.reset")}
              go={() => reset.mutateAsync().then(setGiven, say.problem)}
            />
            <ActionButton
              permission="account.write"
              title={t("account.unlock_why")}
              onClick={() => void act.mutateAsync("unlock").then(done(t("account.unlocked")), say.problem)}
            >
              {t("account.unlock")}
            </ActionButton>
          </>
        )}
      </div>
    </>
  );
}

/** The roles the account was given. */
function Roles({ account }: { account: string }) {
  const { t } = useTranslation("identity");
  const language = useLanguage();
  const sees = useCan("role.read");
  const roles = useRoles(sees).data?.items;
  const grants = useGrants({ account_id: account }, sees).data?.items;
  if (!sees) return null;
  const name = (id: string) => {
    const role = roles?.find((one) => one.id === id);
    return role ? roleName(language, role) : t("grant.unknown_role");
  };
  return (
    <section>
      <h3>{t("account.roles")}</h3>
      {grants?.length === 0 && <p className="caption">{t("account.no_roles")}</p>}
      <ul className={styles.lines}>
        {roles &&
          grants?.map((grant) => (
            <li key={grant.id}>
              <div>
                {name(grant.role_id)}
                <p className="caption">
                  <Facts
                    of={[
                      t(`scope.${grant.scope}`),
                      grant.unit_name ?? grant.company_name,
                      grant.last_day
                        ? t("role.from_to", { first: grant.first_day, last: grant.last_day })
                        : t("role.since", { first: grant.first_day }),
                    ]}
                  />
                </p>
              </div>
            </li>
          ))}
      </ul>
      <Link to="/settings/access" search={{ account } as never}>
        {t("account.to_grants")}
      </Link>
    </section>
  );
}

/** Where it is signed in; one session ended, or all of them. */
function SignedIn({ account }: { account: string }) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const say = useSay();
  const list = useSessionsOf(account);
  const end = useEndSessions(account);
  const rows = list.data?.items;
  const done = (words: string) => () => say.done(words);
  return (
    <section>
      <div className={styles.head}>
        <h3>{t("session.title")}</h3>
        {rows && rows.length > 1 && (
          <Confirmed
            small
            title={t("session.end_all_title", { count: rows.length })}
            why={t("session.end_all_why")}
            action={t("session.end_all")}
            go={() => end.mutateAsync(undefined).then(done(t("session.all_ended")), say.problem)}
          />
        )}
      </div>
      {list.error && <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />}
      {!rows && !list.error && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {rows?.length === 0 && <p className="caption">{t("session.none")}</p>}
      <ul className={styles.lines}>
        {rows?.map((one) => (
          <li key={one.id}>
            <div>
              <Facts of={[t(`way.${one.way}`), one.remote]} />{" "}
              {one.current && <Tag tone="primary">{t("session.current")}</Tag>}
              <p className="caption" title={one.agent}>
                <Facts of={deviceOf(one.agent)} />
              </p>
              <p className="caption">
                <Facts
                  of={[
                    t("session.seen", { at: format.moment(one.seen_at) }),
                    t("session.ends", { at: format.moment(one.ends_at) }),
                  ]}
                />
              </p>
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
  );
}
