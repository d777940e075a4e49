import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/api/problem";
import { problemWords } from "@/shared/i18n/problemWords";
import { BrandMark } from "@/shared/icons/BrandMark";
import { Notice } from "@/shared/parts/Notice";
import { Button, TextAction } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { Input } from "@/shared/phone/Input";
import { Page } from "@/shared/phone/Page";
import { useDoors } from "../../hooks";
import { acceptInvitation, answerSecondFactor, type Entered, signIn, wecomDoor } from "../hooks";

type Step =
  | { at: "password" }
  | { at: "invitation" }
  | { at: "second_factor"; token: string; kind: "totp" | "recovery_code" };

interface Props {
  /** The page that was asked for, from the root. */
  next: string;
  /** The session is there. */
  entered: () => void;
  /** Switches the language of this page. */
  language: ReactNode;
}

/** Coming in on the phone: WeCom first, then name and password, a second factor, or a one-time code. */
export function SignInPage({ next, entered, language }: Props) {
  const { t } = useTranslation("identity");
  const cache = useQueryClient();
  const doors = useDoors();
  const [step, setStep] = useState<Step>({ at: "password" });
  const goOn = ({ state, token }: Entered) => {
    if (state === "second_factor" && token) return setStep({ at: "second_factor", token, kind: "totp" });
    cache.clear();
    entered();
  };
  const wecom = doors.data?.external.includes("wecom");
  return (
    <Page title={t("sign_in.title")}>
      <header style={{ display: "flex", alignItems: "center", gap: 12, padding: "12px 0" }}>
        <BrandMark size={32} />
        <p className="title" style={{ flex: 1 }}>
          {t("sign_in.title")}
        </p>
        {language}
      </header>
      {doors.error && (
        <Notice tone="danger" alert>
          {problemWords(t, problemOf(doors.error))}
        </Notice>
      )}
      {step.at === "password" && (
        <>
          {wecom && (
            <Button kind="filled" size="huge" wide onPress={() => window.location.assign(wecomDoor(next))}>
              {t("sign_in.wecom")}
            </Button>
          )}
          <Form
            key="password"
            fields={[
              { name: "login", label: t("sign_in.login"), autoComplete: "username" },
              {
                name: "password",
                label: t("sign_in.password"),
                secret: true,
                autoComplete: "current-password",
              },
            ]}
            submit={t("sign_in.submit")}
            quiet={wecom}
            send={async ({ login = "", password = "" }) => goOn(await signIn(login.trim(), password))}
          />
          <TextAction onPress={() => setStep({ at: "invitation" })}>{t("sign_in.have_code")}</TextAction>
        </>
      )}
      {step.at === "invitation" && (
        <Form
          key="invitation"
          lead={t("invitation.purpose")}
          fields={[
            { name: "code", label: t("invitation.code"), autoComplete: "one-time-code" },
            {
              name: "password",
              label: t("password.new"),
              hint: t("password.rule"),
              secret: true,
              autoComplete: "new-password",
            },
          ]}
          submit={t("invitation.submit")}
          send={async ({ code = "", password = "" }) => goOn(await acceptInvitation(code.trim(), password))}
        />
      )}
      {step.at === "second_factor" && (
        <>
          <Form
            key={step.kind}
            lead={step.kind === "totp" ? t("second_factor.purpose") : t("second_factor.recovery_purpose")}
            fields={[
              {
                name: "code",
                label: step.kind === "totp" ? t("second_factor.code") : t("second_factor.recovery_code"),
                digits: step.kind === "totp",
                autoComplete: "one-time-code",
              },
            ]}
            submit={t("second_factor.submit")}
            send={async ({ code = "" }) => goOn(await answerSecondFactor(step.token, step.kind, code.trim()))}
          />
          <TextAction
            onPress={() => setStep({ ...step, kind: step.kind === "totp" ? "recovery_code" : "totp" })}
          >
            {step.kind === "totp" ? t("second_factor.use_recovery") : t("second_factor.use_app")}
          </TextAction>
        </>
      )}
      {step.at !== "password" && (
        <TextAction onPress={() => setStep({ at: "password" })}>{t("sign_in.back")}</TextAction>
      )}
    </Page>
  );
}

interface FormField {
  name: string;
  label: string;
  hint?: string;
  secret?: boolean;
  digits?: boolean;
  autoComplete: string;
}

interface FormProps {
  lead?: string;
  fields: FormField[];
  submit: string;
  /** Another button on the page is the main one. */
  quiet?: boolean;
  send: (values: Record<string, string>) => Promise<void>;
}

function Form({ lead, fields, submit, quiet, send }: FormProps) {
  const { t } = useTranslation("identity");
  const [values, setValues] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const press = async () => {
    setTried(true);
    if (busy || fields.some(({ name }) => !values[name]?.trim())) return;
    setBusy(true);
    setProblem(undefined);
    await send(values).catch((error: unknown) => setProblem(problemOf(error)));
    setBusy(false);
  };
  return (
    <Card>
      {lead && <p className="small">{lead}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void press();
        }}
      >
        {fields.map(({ name, label, hint, secret, digits, autoComplete }) => (
          <Input
            key={name}
            label={label}
            hint={hint}
            kind={secret ? "password" : digits ? "number" : "text"}
            autoComplete={autoComplete}
            value={values[name] ?? ""}
            onChange={(value) => setValues({ ...values, [name]: value })}
            fault={tried && !values[name]?.trim() ? t("required") : undefined}
          />
        ))}
        {problem && (
          <Notice tone="danger" alert>
            {problemWords(t, problem)}
          </Notice>
        )}
        <div style={{ marginTop: 12 }}>
          <Button kind={quiet ? "tinted" : "filled"} wide busy={busy} onPress={() => void press()}>
            {submit}
          </Button>
        </div>
        <button type="submit" hidden>
          {submit}
        </button>
      </form>
    </Card>
  );
}
