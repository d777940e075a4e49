import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "@/shared/desk/Card";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useChangePassword } from "../hooks";
import styles from "./Me.module.css";
import { Prove } from "./Prove";

/** Another password, or the first one; it ends every other session. */
export function Password({ known }: { known: boolean }) {
  const { t } = useTranslation("identity");
  const [step, setStep] = useState<"idle" | "prove" | "set">("idle");
  const idle = () => setStep("idle");
  return (
    <Card
      title={t("password.title")}
      aside={known ? undefined : <StatusDot state="planned">{t("password.none")}</StatusDot>}
    >
      {known && <Change known />}
      {!known && step === "idle" && (
        <>
          <p>{t("password.first_why")}</p>
          <div className={styles.actions}>
            <Button onClick={() => setStep("prove")}>{t("password.set")}</Button>
          </div>
        </>
      )}
      {!known && step === "prove" && <Prove cancel={idle} proved={() => setStep("set")} />}
      {!known && step === "set" && <Change known={false} cancel={idle} />}
    </Card>
  );
}

function Change({ known, cancel }: { known: boolean; cancel?: () => void }) {
  const { t } = useTranslation("identity");
  const say = useSay();
  const change = useChangePassword();
  const [form] = Form.useForm<{ current?: string; new: string }>();
  const required = { required: true, message: t("required") };
  return (
    <EntryForm<{ current?: string; new: string }>
      name="password"
      form={form}
      initial={{}}
      secret={["current", "new"]}
      submit={t(known ? "password.change" : "password.set")}
      effect={<Notice title={t("password.effect")}>{!known && t("password.first_effect")}</Notice>}
      cancel={cancel}
      send={async (values) => {
        await change.mutateAsync(values);
        form.resetFields();
        say.done(t("password.changed"));
        cancel?.();
      }}
    >
      {known && (
        <Form.Item name="current" label={t("password.current")} rules={[required]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      <Form.Item name="new" label={t("password.new")} extra={t("password.rule")} rules={[required]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </EntryForm>
  );
}
