import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/api/problem";
import { meQuery } from "@/shared/access/session";
import { problemWords } from "@/shared/i18n/problemWords";
import { Icon } from "@/shared/icons/Icon";
import { Button } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { Input } from "@/shared/phone/Input";
import { lookAgain, lookElsewhere } from "../hooks";

/** What the way there and back ended with, when not with the proof. */
const turnedAway = (): Problem | undefined => {
  const code = new URLSearchParams(window.location.search).get("problem");
  return code ? { code, status: 403 } : undefined;
};

/**
 * Before a score is shown: a proof that it is still oneself. Who has neither password, app nor passkey is recognised by WeCom once
 * more; with a passkey alone, signing in again is the proof.
 */
export function SecondLook({ seen, here }: { seen: () => void; here: string }) {
  const { t } = useTranslation("performance");
  const factors = useQuery(meQuery).data?.factors;
  const kind = factors?.password ? "password" : factors?.totp ? "totp" : undefined;
  const [secret, setSecret] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(turnedAway);
  const elsewhere = factors && !kind && factors.passkeys === 0 ? factors.external[0] : undefined;
  const goElsewhere = async (provider: string) => {
    setBusy(true);
    try {
      await lookElsewhere(provider, here);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  const prove = async () => {
    if (!kind || secret === "") return;
    setBusy(true);
    setProblem(undefined);
    try {
      await lookAgain(kind === "password" ? { kind, password: secret } : { kind, code: secret.trim() });
      seen();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  return (
    <Card title={t("look.title")} aside={<Icon name="fingerprint" size={20} />}>
      <p className="small">{t("look.why")}</p>
      {kind && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void prove();
          }}
        >
          <Input
            label={t(`look.${kind}`)}
            kind={kind === "password" ? "password" : "number"}
            autoComplete={kind === "password" ? "current-password" : "one-time-code"}
            value={secret}
            onChange={setSecret}
            fault={problem && problemWords(t, problem)}
          />
          <Button kind="filled" wide busy={busy} onPress={() => void prove()}>
            {t("look.submit")}
          </Button>
        </form>
      )}
      {elsewhere && (
        <>
          {problem && (
            <p className="small" role="alert">
              {problemWords(t, problem)}
            </p>
          )}
          <Button kind="filled" wide busy={busy} onPress={() => void goElsewhere(elsewhere)}>
            {t("look.elsewhere")}
          </Button>
        </>
      )}
      {factors && !kind && !elsewhere && (
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
