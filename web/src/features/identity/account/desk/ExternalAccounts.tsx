import { Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionButton } from "@/shared/desk/ActionButton";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { Icon } from "@/shared/icons/Icon";
import { Notice } from "@/shared/parts/Notice";
import { useAccounts, useDoors } from "../../hooks";
import { type AccountView, accountName, type ExternalAccount } from "../../model";
import { useLink, useUnlink } from "../hooks";
import { organisations } from "../model";
import styles from "./Accounts.module.css";
import { Confirmed } from "./Confirmed";

/** Accounts elsewhere that open this one: linked and unlinked by somebody who may, never guessed. */
export function ExternalAccounts({ account }: { account: AccountView }) {
  const { t } = useTranslation("identity");
  const say = useSay();
  const unlink = useUnlink(account.id);
  const providers = useDoors().data?.external ?? [];
  const [linking, setLinking] = useState(false);
  const active = account.state === "active";
  return (
    <section>
      <div className={styles.head}>
        <h3>{t("account.external")}</h3>
        {!linking && (
          <ActionButton
            size="small"
            permission="account.write"
            icon={<Icon name="plus" />}
            blocked={
              !active
                ? t("external.disabled")
                : providers.length === 0
                  ? t("external.no_provider")
                  : undefined
            }
            onClick={() => setLinking(true)}
          >
            {t("external.link")}
          </ActionButton>
        )}
      </div>
      {account.external.length === 0 && !linking && <p className="caption">{t("external.none")}</p>}
      <ul className={styles.lines}>
        {account.external.map((one) => (
          <li key={`${one.provider}:${one.corp}`}>
            <div>
              {t(`provider.${one.provider}`, { defaultValue: one.provider })} <b>{one.subject}</b>
              <p className="caption">{t("external.of", { corp: one.corp })}</p>
            </div>
            <Confirmed
              small
              title={t("external.unlink_title", { subject: one.subject, name: accountName(account) })}
              why={t("external.unlink_why")}
              action={t("external.unlink")}
              go={() =>
                unlink.mutateAsync(one.provider).then(() => say.done(t("external.unlinked")), say.problem)
              }
            />
          </li>
        ))}
      </ul>
      {linking && <LinkForm account={account} providers={providers} close={() => setLinking(false)} />}
    </section>
  );
}

interface LinkProps {
  account: AccountView;
  providers: readonly string[];
  close: () => void;
}

function LinkForm({ account, providers, close }: LinkProps) {
  const { t } = useTranslation("identity");
  const say = useSay();
  const link = useLink(account.id);
  const known = useAccounts({ limit: 200 }).data?.items;
  const [values, setValues] = useState<Partial<ExternalAccount>>({ provider: providers[0] });
  const required = { required: true, message: t("required") };
  const replaced = account.external.find(
    ({ provider, corp }) => provider === values.provider && corp === values.corp,
  );
  if (!known) return null;
  const [corp] = organisations(known, providers[0]);
  return (
    <EntryForm<ExternalAccount>
      name={`link.${account.id}`}
      initial={{ provider: providers[0], corp }}
      submit={t("external.link")}
      cancel={close}
      onValues={setValues}
      effect={
        <Notice
          tone={replaced ? "warning" : "quiet"}
          title={t("external.effect", { name: accountName(account) })}
        >
          {replaced ? t("external.replaces", { subject: replaced.subject }) : t("external.effect_why")}
        </Notice>
      }
      send={async (wanted) => {
        await link.mutateAsync(wanted);
        say.done(t("external.linked"));
        close();
      }}
    >
      <Form.Item
        name="provider"
        label={t("external.provider")}
        rules={[required]}
        hidden={providers.length === 1}
      >
        <Select
          options={providers.map((one) => ({
            value: one,
            label: t(`provider.${one}`, { defaultValue: one }),
          }))}
        />
      </Form.Item>
      <Form.Item name="corp" label={t("external.corp")} extra={t("external.corp_why")} rules={[required]}>
        <Input autoComplete="off" autoCapitalize="none" maxLength={128} />
      </Form.Item>
      <Form.Item
        name="subject"
        label={t("external.subject")}
        extra={t("external.subject_why")}
        rules={[required]}
      >
        <Input autoComplete="off" autoCapitalize="none" maxLength={128} />
      </Form.Item>
    </EntryForm>
  );
}
