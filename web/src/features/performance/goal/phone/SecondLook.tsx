import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSecondLook } from "@/shared/access/useSecondLook";
import { problemWords } from "@/shared/i18n/problemWords";
import { Icon } from "@/shared/icons/Icon";
import { Button } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { Input } from "@/shared/phone/Input";

/** Before a score is shown: a proof that it is still oneself. */
export function SecondLook({ seen, here }: { seen: () => void; here: string }) {
  const { t } = useTranslation("performance");
  const { way, busy, problem, prove, provePasskey, goElsewhere } = useSecondLook(here, seen);
  const [secret, setSecret] = useState("");
  const send = () => secret !== "" && void prove(secret).catch(() => undefined);
  return (
    <Card title={t("look.title")} aside={<Icon name="fingerprint" size={20} />}>
      <p className="small">{t("look.why")}</p>
      {(way?.kind === "password" || way?.kind === "totp") && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Input
            label={t(`look.${way.kind}`)}
            kind={way.kind === "password" ? "password" : "number"}
            autoComplete={way.kind === "password" ? "current-password" : "one-time-code"}
            value={secret}
            onChange={setSecret}
            fault={problem && problemWords(t, problem)}
          />
          <Button kind="filled" wide busy={busy} onPress={send}>
            {t("look.submit")}
          </Button>
        </form>
      )}
      {way?.kind === "passkey" && (
        <>
          {problem && (
            <p className="small" role="alert">
              {problemWords(t, problem)}
            </p>
          )}
          <Button kind="filled" wide busy={busy} onPress={() => void provePasskey()}>
            {t("look.passkey")}
          </Button>
        </>
      )}
      {way?.kind === "elsewhere" && (
        <>
          {problem && (
            <p className="small" role="alert">
              {problemWords(t, problem)}
            </p>
          )}
          <Button kind="filled" wide busy={busy} onPress={() => void goElsewhere(way.provider)}>
            {t("look.elsewhere")}
          </Button>
        </>
      )}
      {way?.kind === "again" && (
        <Button
          kind="filled"
          wide
          onPress={() => window.location.assign(`/m/sign-in?next=${encodeURIComponent(here)}`)}
        >
          {t("look.sign_in")}
        </Button>
      )}
    </Card>
  );
}
