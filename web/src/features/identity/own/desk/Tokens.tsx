import { Button, Form, Input, Popconfirm, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { Card } from "@/shared/desk/Card";
import { DayField } from "@/shared/desk/DayField";
import { EntryForm } from "@/shared/desk/EntryForm";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { type FieldClass, fieldClasses, type Scope } from "../../model";
import { useMakeToken, useRevokeToken, useTokens } from "../hooks";
import styles from "./Me.module.css";
import { Prove } from "./Prove";

interface Values {
  name: string;
  permissions: string[];
  classes?: FieldClass[];
  last_day: string;
}

/** API tokens of one's own: what a program may do in one's name, at most what one may do oneself. */
export function Tokens({ account, scopes }: { account: string; scopes: Record<string, Scope[]> }) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const say = useSay();
  const may = useSession()?.permissions.includes("token.write") ?? false;
  const { day: today } = useToday();
  const list = useTokens(may);
  const make = useMakeToken();
  const revoke = useRevokeToken();
  const [step, setStep] = useState<"idle" | "prove" | "make">("idle");
  const [made, setMade] = useState<string>();
  if (!may) return null;
  const rows = list.data?.items.filter(({ account_id }) => account_id === account);
  const required = { required: true, message: t("required") };
  return (
    <Card title={t("token.title")}>
      {list.error && <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />}
      {made && (
        <div className={styles.kept}>
          <Notice
            tone="primary"
            icon="shield"
            alert
            title={t("token.once")}
            action={
              <Button
                size="small"
                onClick={() =>
                  void navigator.clipboard.writeText(made).then(() => say.done(t("account.copied")))
                }
              >
                {t("account.copy")}
              </Button>
            }
          >
            <code className={styles.secret}>{made}</code>
          </Notice>
        </div>
      )}
      {rows && rows.length > 0 && (
        <ul className={styles.sessions}>
          {rows.map((one) => (
            <li key={one.id}>
              <div>
                <b>{one.name}</b>
                <p className="caption">
                  {one.rows.map(({ permission }) => t(`permission.${permission}`)).join(t("comma"))}
                </p>
                <p className="caption">
                  <Facts
                    of={[
                      t("token.ends", { at: format.moment(one.ends_at) }),
                      one.used_at
                        ? t("session.seen", { at: format.moment(one.used_at) })
                        : t("token.never_used"),
                    ]}
                  />
                </p>
              </div>
              <Popconfirm
                title={t("token.revoke_title", { name: one.name })}
                description={t("token.revoke_why")}
                okText={t("grant.revoke")}
                cancelText={t("common:action.cancel")}
                onConfirm={() =>
                  revoke.mutateAsync(one.id).then(() => say.done(t("grant.revoked")), say.problem)
                }
              >
                <Button size="small">{t("grant.revoke")}</Button>
              </Popconfirm>
            </li>
          ))}
        </ul>
      )}
      {step === "idle" && (
        <>
          <p>{t("token.why")}</p>
          <div className={styles.actions}>
            <Button onClick={() => setStep("prove")}>{t("token.make")}</Button>
          </div>
        </>
      )}
      {step === "prove" && <Prove cancel={() => setStep("idle")} proved={() => setStep("make")} />}
      {step === "make" && (
        <EntryForm<Values>
          name="token"
          initial={{ last_day: dayjs(today).add(90, "day").format("YYYY-MM-DD") }}
          submit={t("token.make")}
          cancel={() => setStep("idle")}
          send={async ({ name, permissions, classes = [], last_day }) => {
            const { token } = await make.mutateAsync({
              name: name.trim(),
              ends_at: new Date(`${last_day}T23:59:59`).toISOString(),
              rows: permissions.flatMap((permission) =>
                (scopes[permission] ?? []).map((scope) => ({ permission, scope, classes })),
              ),
            });
            setMade(token);
            setStep("idle");
          }}
        >
          <Form.Item name="name" label={t("token.name")} extra={t("token.name_why")} rules={[required]}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="permissions"
            label={t("token.permissions")}
            extra={t("token.permissions_why")}
            rules={[required]}
          >
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: "label" }}
              options={Object.keys(scopes).map((code) => ({
                value: code,
                label: t(`permission.${code}`, { defaultValue: code }),
              }))}
            />
          </Form.Item>
          <Form.Item name="classes" label={t("why.classes")} extra={t("token.classes_why")}>
            <Select
              mode="multiple"
              options={fieldClasses.map((one) => ({ value: one, label: t(`class.${one}`) }))}
            />
          </Form.Item>
          <Form.Item
            name="last_day"
            label={t("token.last_day")}
            extra={t("token.last_day_why")}
            rules={[required]}
          >
            <DayField from={today} />
          </Form.Item>
        </EntryForm>
      )}
    </Card>
  );
}
