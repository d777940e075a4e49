import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "@/shared/desk/Card";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { offerTotp, type TotpOffer, useConfirmTotp, useRemoveTotp, useRenewCodes } from "../hooks";
import styles from "./Me.module.css";
import { Prove } from "./Prove";

type Step =
  | { at: "idle" }
  | { at: "prove"; next: "offer" | "remove" | "renew" }
  | { at: "confirm"; offer: TotpOffer };

/** The second step with an authenticator app, and the codes that stand in for it. */
export function Authenticator({ on, codes }: { on: boolean; codes: number }) {
  const { t } = useTranslation("identity");
  const say = useSay();
  const confirm = useConfirmTotp();
  const remove = useRemoveTotp();
  const renew = useRenewCodes();
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
        <div className={styles.kept}>
          <Notice tone="primary" icon="shield" alert title={t("totp.codes")}>
            <ul className={styles.codes}>
              {kept.map((code) => (
                <li key={code}>
                  <code>{code}</code>
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      {step.at === "idle" && (
        <>
          <p>{on ? t("totp.left", { count: codes }) : t("totp.why")}</p>
          <div className={styles.actions}>
            <Button onClick={() => setStep({ at: "prove", next: on ? "remove" : "offer" })}>
              {on ? t("totp.turn_off") : t("totp.turn_on")}
            </Button>
            {on && <Button onClick={() => setStep({ at: "prove", next: "renew" })}>{t("totp.renew")}</Button>}
          </div>
        </>
      )}
      {step.at === "prove" && (
        <Prove
          cancel={idle}
          proved={async () => {
            if (step.next === "offer") return setStep({ at: "confirm", offer: await offerTotp() });
            if (step.next === "renew") {
              setKept((await renew.mutateAsync()).codes);
              return idle();
            }
            await remove.mutateAsync();
            setKept(undefined);
            say.done(t("totp.removed"));
            idle();
          }}
        />
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
