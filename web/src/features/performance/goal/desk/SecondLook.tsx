import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/shared/access/session";
import { EntryForm } from "@/shared/desk/EntryForm";
import { lookAgain } from "../hooks";
import styles from "./goal.module.css";

/** Before a score is shown: a proof that it is still oneself. Without password or app, signing in again is the proof. */
export function SecondLook({ seen, here }: { seen: () => void; here: string }) {
  const { t } = useTranslation("performance");
  const factors = useQuery(meQuery).data?.factors;
  const kind = factors?.password ? "password" : factors?.totp ? "totp" : undefined;
  const prove = async ({ secret }: { secret: string }) => {
    await lookAgain(kind === "totp" ? { kind, code: secret.trim() } : { kind: "password", password: secret });
    seen();
  };
  return (
    <section className={styles.look} aria-label={t("look.title")}>
      <p>{t("look.why")}</p>
      {kind && (
        <EntryForm<{ secret: string }>
          name="look"
          initial={{ secret: "" }}
          secret={["secret"]}
          submit={t("look.submit")}
          send={prove}
        >
          <Form.Item
            name="secret"
            label={t(`look.${kind}`)}
            rules={[{ required: true, message: t("problem:field.required") }]}
          >
            {kind === "password" ? (
              <Input.Password autoComplete="current-password" />
            ) : (
              <Input inputMode="numeric" autoComplete="one-time-code" />
            )}
          </Form.Item>
        </EntryForm>
      )}
      {factors && !kind && (
        <Button type="primary" href={`/sign-in?next=${encodeURIComponent(here)}`}>
          {t("look.sign_in")}
        </Button>
      )}
    </section>
  );
}
