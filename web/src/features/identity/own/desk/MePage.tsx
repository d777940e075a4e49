import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/shared/access/session";
import { turnedAway } from "@/shared/access/useSecondLook";
import { PageShell } from "@/shared/desk/PageShell";
import { problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { useDoors } from "../../hooks";
import { Authenticator } from "./Authenticator";
import styles from "./Me.module.css";
import { Passkeys } from "./Passkeys";
import { Password } from "./Password";
import { Sessions } from "./Sessions";
import { Tokens } from "./Tokens";

/** One's own account: the ways in, where one is signed in, and what programs may do in one's name. */
export function MePage() {
  const { t } = useTranslation("identity");
  const me = useQuery(meQuery).data;
  const doors = useDoors().data;
  const [problem] = useState(turnedAway);
  return (
    <PageShell title={t("me.title")} purpose={<Facts of={[me?.display_name, me?.login]} />}>
      {problem && <Notice tone="danger" alert title={problemWords(t, problem)} />}
      <div className={styles.columns}>
        <div className={styles.cards}>
          {me && <Password known={me.factors.password} />}
          <Authenticator on={me?.factors.totp ?? false} codes={me?.factors.recovery_codes ?? 0} />
          {doors?.passkeys && <Passkeys />}
        </div>
        <div className={styles.cards}>
          <Sessions />
          {me && <Tokens account={me.account} scopes={me.permissions} />}
        </div>
      </div>
    </PageShell>
  );
}
