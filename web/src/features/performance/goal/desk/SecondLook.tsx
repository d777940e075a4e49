import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useSecondLook } from "@/shared/access/useSecondLook";
import { EntryForm } from "@/shared/desk/EntryForm";
import { problemWords } from "@/shared/i18n/problemWords";
import { Notice } from "@/shared/parts/Notice";
import styles from "./goal.module.css";

/** Before a score is shown: a proof that it is still oneself. */
export function SecondLook({ seen, here }: { seen: () => void; here: string }) {
  const { t } = useTranslation("performance");
  const { way, busy, problem, prove, provePasskey, goElsewhere } = useSecondLook(here, seen);
  return (
    <section className={styles.look} aria-label={t("look.title")}>
      <p>{t("look.why")}</p>
      {(way?.kind === "password" || way?.kind === "totp") && (
        <EntryForm<{ secret: string }>
          name="look"
          initial={{ secret: "" }}
          secret={["secret"]}
          submit={t("look.submit")}
          send={({ secret }) => prove(secret)}
        >
          <Form.Item
            name="secret"
            label={t(`look.${way.kind}`)}
            rules={[{ required: true, message: t("problem:field.required") }]}
          >
            {way.kind === "password" ? (
              <Input.Password autoComplete="current-password" />
            ) : (
              <Input inputMode="numeric" autoComplete="one-time-code" />
            )}
          </Form.Item>
        </EntryForm>
      )}
      {way?.kind === "passkey" && (
        <>
          {problem && <Notice tone="danger" alert title={problemWords(t, problem)} />}
          <Button type="primary" loading={busy} onClick={() => void provePasskey()}>
            {t("look.passkey")}
          </Button>
        </>
      )}
      {way?.kind === "elsewhere" && (
        <>
          {problem && <Notice tone="danger" alert title={problemWords(t, problem)} />}
          <Button type="primary" loading={busy} onClick={() => void goElsewhere(way.provider)}>
            {t("look.elsewhere")}
          </Button>
        </>
      )}
      {way?.kind === "again" && (
        <Button type="primary" href={`/sign-in?next=${encodeURIComponent(here)}`}>
          {t("look.sign_in")}
        </Button>
      )}
    </section>
  );
}
