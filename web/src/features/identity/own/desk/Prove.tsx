import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Skeleton } from "antd";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/shared/access/session";
import { useSecondLook } from "@/shared/access/useSecondLook";
import { EntryForm } from "@/shared/desk/EntryForm";
import { problemWords } from "@/shared/i18n/problemWords";
import { Notice } from "@/shared/parts/Notice";
import styles from "./Me.module.css";

interface Props {
  proved: () => unknown;
  cancel: () => void;
}

/** Where WeCom sends whoever it has recognised. */
const here = "/me";

/**
 * Asks once more who somebody is before the ways in are changed: with the password where there is one, else with what they
 * have. A proof by another way that still holds, as on coming back from WeCom, is not asked for again.
 */
export function Prove({ proved, cancel }: Props) {
  const me = useQuery({ ...meQuery, refetchOnMount: "always" });
  const factors = me.isFetching ? undefined : me.data?.factors;
  if (!factors) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  if (!factors.password && factors.proved_until) return <Proved proved={proved} />;
  return <Look proved={proved} cancel={cancel} />;
}

function Proved({ proved }: Pick<Props, "proved">) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is seen that nothing needs to be asked.
  useEffect(() => void proved(), []);
  return null;
}

function Look({ proved, cancel }: Props) {
  const { t } = useTranslation("identity");
  const { way, busy, problem, prove, provePasskey, goElsewhere } = useSecondLook(here, proved);
  if (way?.kind === "password" || way?.kind === "totp") {
    const password = way.kind === "password";
    return (
      <EntryForm<{ secret: string }>
        name="second-look"
        initial={{}}
        secret={["secret"]}
        submit={t("totp.prove")}
        cancel={cancel}
        send={({ secret }) => prove(secret)}
      >
        <Form.Item
          name="secret"
          label={t(password ? "sign_in.password" : "second_factor.code")}
          extra={t("totp.prove_why")}
          rules={[{ required: true, message: t("required") }]}
        >
          {password ? (
            <Input.Password autoComplete="current-password" autoFocus />
          ) : (
            <Input inputMode="numeric" maxLength={6} autoComplete="one-time-code" autoFocus />
          )}
        </Form.Item>
      </EntryForm>
    );
  }
  const step = (why: string, button: ReactNode) => (
    <>
      {problem && <Notice tone="danger" alert title={problemWords(t, problem)} />}
      <p>{why}</p>
      <div className={styles.actions}>
        {button}
        <Button onClick={cancel}>{t("common:action.cancel")}</Button>
      </div>
    </>
  );
  if (way?.kind === "passkey")
    return step(
      t("totp.prove_why"),
      <Button type="primary" loading={busy} onClick={() => void provePasskey()}>
        {t("prove.passkey")}
      </Button>,
    );
  if (way?.kind === "elsewhere")
    return step(
      t("prove.elsewhere_why"),
      <Button type="primary" loading={busy} onClick={() => void goElsewhere(way.provider)}>
        {t("prove.elsewhere")}
      </Button>,
    );
  return step(
    t("prove.again_why"),
    <Button type="primary" href={`/sign-in?next=${encodeURIComponent(here)}`}>
      {t("prove.again")}
    </Button>,
  );
}
