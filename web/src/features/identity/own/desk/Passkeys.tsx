import { Button, Form, Input, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, problemOf } from "@/api/problem";
import { knowsPasskeys } from "@/shared/access/webauthn";
import { Card } from "@/shared/desk/Card";
import { EntryForm } from "@/shared/desk/EntryForm";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { WhyNot } from "@/shared/parts/WhyNot";
import { type Passkey, usePasskeys, useRegisterPasskey, useRemovePasskey } from "../hooks";
import styles from "./Me.module.css";
import { Prove } from "./Prove";

type Step = { at: "idle" } | { at: "prove"; remove?: Passkey } | { at: "name" };

/** Passkeys: signing in with a fingerprint, a face or a key instead of a password. */
export function Passkeys() {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const say = useSay();
  const list = usePasskeys();
  const register = useRegisterPasskey();
  const remove = useRemovePasskey();
  const [step, setStep] = useState<Step>({ at: "idle" });
  const idle = () => setStep({ at: "idle" });
  const rows = list.data?.items;
  const able = knowsPasskeys();
  return (
    <Card
      title={t("passkey.title")}
      aside={
        rows && (
          <StatusDot state={rows.length > 0 ? "valid" : "planned"}>
            {rows.length > 0 ? t("passkey.amount", { count: rows.length }) : t("totp.off")}
          </StatusDot>
        )
      }
    >
      {list.error && <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />}
      {rows && rows.length > 0 && (
        <ul className={styles.sessions}>
          {rows.map((one) => (
            <li key={one.id}>
              <div>
                <b>{one.name}</b>
                <p className="caption">
                  <Facts
                    of={[
                      t("passkey.made", { at: format.moment(one.created_at) }),
                      one.used_at && t("session.seen", { at: format.moment(one.used_at) }),
                    ]}
                  />
                </p>
              </div>
              <Popconfirm
                title={t("passkey.remove_title", { name: one.name })}
                description={t("passkey.remove_why")}
                okText={t("passkey.remove")}
                cancelText={t("common:action.cancel")}
                onConfirm={() => setStep({ at: "prove", remove: one })}
              >
                <Button size="small">{t("passkey.remove")}</Button>
              </Popconfirm>
            </li>
          ))}
        </ul>
      )}
      {step.at === "idle" && (
        <>
          <p>{t("passkey.why")}</p>
          <div className={styles.actions}>
            {able ? (
              <Button onClick={() => setStep({ at: "prove" })}>{t("passkey.register")}</Button>
            ) : (
              <WhyNot reason={t("passkey.unable")} />
            )}
          </div>
        </>
      )}
      {step.at === "prove" && (
        <Prove
          cancel={idle}
          proved={async () => {
            if (!step.remove) return setStep({ at: "name" });
            await remove.mutateAsync(step.remove.id);
            say.done(t("passkey.removed"));
            idle();
          }}
        />
      )}
      {step.at === "name" && (
        <EntryForm<{ name: string }>
          name="passkey"
          initial={{}}
          submit={t("passkey.register")}
          cancel={idle}
          send={async ({ name }) => {
            try {
              await register.mutateAsync(name.trim());
            } catch (error) {
              if (error instanceof ProblemError) throw error;
              // The browser says the same of a person who turned away and of a time that ran out.
              say.note(t("passkey.turned_away"));
              return;
            }
            say.done(t("passkey.registered"));
            idle();
          }}
        >
          <Form.Item
            name="name"
            label={t("passkey.name")}
            extra={t("passkey.name_why")}
            rules={[{ required: true, message: t("required") }]}
          >
            <Input maxLength={60} autoComplete="off" autoFocus />
          </Form.Item>
        </EntryForm>
      )}
    </Card>
  );
}
