import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, ProblemError } from "@/api/problem";
import { knowsPasskeys } from "@/shared/access/webauthn";
import { problemWords } from "@/shared/i18n/problemWords";
import { Icon } from "@/shared/icons/Icon";
import { Notice } from "@/shared/parts/Notice";
import type { Doors } from "../../hooks";
import { type Entered, signInByPasskey, wecomDoor } from "../hooks";
import styles from "./Entrance.module.css";

interface Props {
  doors: Doors;
  next: string;
  goOn: (entered: Entered) => void;
}

/** The ways in besides the password, as far as this installation and this browser have them. */
export function OtherWays({ doors, next, goOn }: Props) {
  const { t } = useTranslation("identity");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | "turned_away">();
  const passkeys = doors.passkeys && knowsPasskeys();
  const wecom = doors.external.includes("wecom");
  if (!passkeys && !wecom) return null;
  const enter = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      goOn(await signInByPasskey());
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.problem : "turned_away");
      setBusy(false);
    }
  };
  return (
    <div className={styles.ways}>
      {problem && (
        <Notice
          tone="warning"
          alert
          title={problem === "turned_away" ? t("passkey.turned_away") : problemWords(t, problem)}
        />
      )}
      {passkeys && (
        <Button block icon={<Icon name="shield" />} loading={busy} onClick={() => void enter()}>
          {t("sign_in.passkey")}
        </Button>
      )}
      {wecom && (
        <Button href={wecomDoor(next)} block>
          {t("sign_in.wecom")}
        </Button>
      )}
    </div>
  );
}
