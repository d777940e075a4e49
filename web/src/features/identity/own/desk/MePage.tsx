import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { meQuery } from "@/shared/access/session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { EntryForm } from "@/shared/desk/EntryForm";
import { PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import {
  offerTotp,
  secondLook,
  type TotpOffer,
  useChangePassword,
  useConfirmTotp,
  useEndOwnSession,
  useOwnSessions,
  useRemoveTotp,
} from "../hooks";
import styles from "./Me.module.css";

/** One's own account: password, authenticator app, and where one is signed in. */
export function MePage() {
  const { t } = useTranslation("identity");
  const me = useQuery(meQuery).data;
  return (
    <PageShell title={t("me.title")} purpose={<Facts of={[me?.display_name, me?.login]} />}>
      <div className={styles.cards}>
        <Sessions />
        <Password />
        <Authenticator on={me?.factors.totp ?? false} codes={me?.factors.recovery_codes ?? 0} />
      </div>
    </PageShell>
  );
}

function Sessions() {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const say = useSay();
  const list = useOwnSessions();
  const end = useEndOwnSession();
  return (
    <Card title={t("session.own")}>
      {list.error && <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />}
      <ul className={styles.sessions}>
        {list.data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <Facts of={[t(`way.${one.way}`), one.remote]} />
              <p className="caption">{one.agent}</p>
              <p className="caption">{t("session.seen", { at: format.moment(one.seen_at) })}</p>
            </div>
            {one.current ? (
              <StatusDot state="valid">{t("session.current")}</StatusDot>
            ) : (
              <ActionButton
                size="small"
                writes={false}
                onClick={() =>
                  void end.mutateAsync(one.id).then(() => say.done(t("session.ended")), say.problem)
                }
              >
                {t("session.end")}
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Password() {
  const { t } = useTranslation("identity");
  const say = useSay();
  const change = useChangePassword();
  const [form] = Form.useForm<{ current: string; new: string }>();
  const required = { required: true, message: t("required") };
  return (
    <Card title={t("password.title")}>
      <EntryForm<{ current: string; new: string }>
        name="password"
        form={form}
        initial={{}}
        secret={["current", "new"]}
        submit={t("password.change")}
        effect={<Notice title={t("password.effect")} />}
        send={async (values) => {
          await change.mutateAsync(values);
          form.resetFields();
          say.done(t("password.changed"));
        }}
      >
        <Form.Item name="current" label={t("password.current")} rules={[required]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="new" label={t("password.new")} extra={t("password.rule")} rules={[required]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </EntryForm>
    </Card>
  );
}

type Step = { at: "idle" } | { at: "prove"; next: "offer" | "remove" } | { at: "confirm"; offer: TotpOffer };

function Authenticator({ on, codes }: { on: boolean; codes: number }) {
  const { t } = useTranslation("identity");
  const say = useSay();
  const confirm = useConfirmTotp();
  const remove = useRemoveTotp();
  const [step, setStep] = useState<Step>({ at: "idle" });
  const [kept, setKept] = useState<string[]>();
  const required = { required: true, message: t("required") };
  const idle = () => setStep({ at: "idle" });
  return (
    <Card
      title={t("totp.title")}
      aside={<StatusDot state={on ? "valid" : "planned"}>{on ? t("totp.on") : t("totp.off")}</StatusDot>}
    >
      {kept && (
        <Notice tone="primary" icon="shield" alert title={t("totp.codes")}>
          <ul className={styles.codes}>
            {kept.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {step.at === "idle" && (
        <>
          <p>{on ? t("totp.left", { count: codes }) : t("totp.why")}</p>
          <div className={styles.actions}>
            <Button onClick={() => setStep({ at: "prove", next: on ? "remove" : "offer" })}>
              {on ? t("totp.turn_off") : t("totp.turn_on")}
            </Button>
          </div>
        </>
      )}
      {step.at === "prove" && (
        <EntryForm<{ password: string }>
          key="prove"
          name="second-look"
          initial={{}}
          secret={["password"]}
          submit={t("totp.prove")}
          cancel={idle}
          send={async ({ password }) => {
            await secondLook(password);
            if (step.next === "offer") return setStep({ at: "confirm", offer: await offerTotp() });
            await remove.mutateAsync();
            say.done(t("totp.removed"));
            idle();
          }}
        >
          <Form.Item
            name="password"
            label={t("sign_in.password")}
            extra={t("totp.prove_why")}
            rules={[required]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
        </EntryForm>
      )}
      {step.at === "confirm" && (
        <EntryForm<{ code: string }>
          key="confirm"
          name="totp"
          initial={{}}
          secret={["code"]}
          submit={t("totp.confirm")}
          cancel={idle}
          effect={
            <Notice title={t("totp.secret")}>
              <code className={styles.secret}>{step.offer.secret}</code>{" "}
              <a href={step.offer.address}>{t("totp.open_app")}</a>
            </Notice>
          }
          send={async ({ code }) => {
            setKept((await confirm.mutateAsync(code.trim())).codes);
            idle();
          }}
        >
          <Form.Item name="code" label={t("second_factor.code")} rules={[required]}>
            <Input inputMode="numeric" maxLength={6} autoComplete="one-time-code" />
          </Form.Item>
        </EntryForm>
      )}
    </Card>
  );
}
