import { Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useDoors } from "../../hooks";
import { acceptInvitation, answerSecondFactor, type Entered, signIn } from "../hooks";
import { Entrance } from "./Entrance";
import styles from "./Entrance.module.css";
import { EntranceForm } from "./EntranceForm";
import { OtherWays } from "./OtherWays";

type Step =
  | { at: "password" }
  | { at: "invitation" }
  | { at: "second_factor"; token: string; kind: "totp" | "recovery_code" };

interface Props {
  /** The session is there: go on to the page that was asked for. */
  entered: () => void;
  /** The installation has no owner yet. */
  toSetUp: () => void;
  /** The page that was asked for, for ways in that leave this page. */
  next: string;
}

/** Name and password, the second step, an invitation, and the other ways in. */
export function SignInPage({ entered, toSetUp, next }: Props) {
  const { t } = useTranslation("identity");
  const doors = useDoors();
  const [step, setStep] = useState<Step>({ at: "password" });
  const fresh = doors.data?.set_up !== undefined && doors.data.set_up !== "done";
  useEffect(() => {
    if (fresh) toSetUp();
  }, [fresh, toSetUp]);
  const goOn = ({ state, token }: Entered) => {
    if (state === "second_factor" && token) setStep({ at: "second_factor", token, kind: "totp" });
    else entered();
  };

  if (step.at === "second_factor") {
    return <SecondFactor step={step} choose={setStep} goOn={goOn} />;
  }
  if (step.at === "invitation") {
    return (
      <Entrance title={t("invitation.title")} purpose={t("invitation.purpose")}>
        <EntranceForm<{ code: string; password: string }>
          submit={t("invitation.submit")}
          send={async ({ code, password }) => goOn(await acceptInvitation(code, password))}
        >
          <Form.Item
            name="code"
            label={t("invitation.code")}
            rules={[{ required: true, message: t("required") }]}
          >
            <Input autoComplete="one-time-code" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t("password.new")}
            extra={t("password.rule")}
            rules={[{ required: true, message: t("required") }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </EntranceForm>
        <div className={styles.links}>
          <Button type="link" onClick={() => setStep({ at: "password" })}>
            {t("sign_in.back")}
          </Button>
        </div>
      </Entrance>
    );
  }
  return (
    <Entrance title={t("sign_in.title")} purpose={t("sign_in.purpose")}>
      {doors.error && <ProblemBlock problem={problemOf(doors.error)} retry={() => void doors.refetch()} />}
      <EntranceForm<{ login: string; password: string }>
        submit={t("sign_in.submit")}
        send={async ({ login, password }) => goOn(await signIn(login, password))}
      >
        <Form.Item
          name="login"
          label={t("sign_in.login")}
          rules={[{ required: true, message: t("required") }]}
        >
          <Input autoComplete="username webauthn" autoCapitalize="none" spellCheck={false} autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("sign_in.password")}
          rules={[{ required: true, message: t("required") }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      </EntranceForm>
      {doors.data && <OtherWays doors={doors.data} next={next} goOn={goOn} />}
      <div className={styles.links}>
        <Button type="link" onClick={() => setStep({ at: "invitation" })}>
          {t("sign_in.have_code")}
        </Button>
      </div>
    </Entrance>
  );
}

interface SecondFactorProps {
  step: Extract<Step, { at: "second_factor" }>;
  choose: (step: Step) => void;
  goOn: (entered: Entered) => void;
}

function SecondFactor({ step, choose, goOn }: SecondFactorProps) {
  const { t } = useTranslation("identity");
  const totp = step.kind === "totp";
  return (
    <Entrance
      title={t("second_factor.title")}
      purpose={totp ? t("second_factor.purpose") : t("second_factor.recovery_purpose")}
    >
      <EntranceForm<{ code: string }>
        key={step.kind}
        submit={t("second_factor.submit")}
        send={async ({ code }) => goOn(await answerSecondFactor(step.token, step.kind, code.trim()))}
      >
        <Form.Item
          name="code"
          className={totp ? styles.code : undefined}
          label={totp ? t("second_factor.code") : t("second_factor.recovery_code")}
          rules={[{ required: true, message: t("required") }]}
        >
          <Input
            autoFocus
            autoComplete="one-time-code"
            inputMode={totp ? "numeric" : "text"}
            maxLength={totp ? 6 : 40}
          />
        </Form.Item>
      </EntranceForm>
      <div className={styles.links}>
        <Button type="link" onClick={() => choose({ ...step, kind: totp ? "recovery_code" : "totp" })}>
          {totp ? t("second_factor.use_recovery") : t("second_factor.use_app")}
        </Button>
        <Button type="link" onClick={() => choose({ at: "password" })}>
          {t("sign_in.back")}
        </Button>
      </div>
    </Entrance>
  );
}
