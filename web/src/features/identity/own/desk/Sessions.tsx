import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { deviceOf } from "../../model";
import { useEndOwnSession, useOwnSessions } from "../hooks";
import styles from "./Me.module.css";

/** Where one is signed in; any other place can be ended. */
export function Sessions() {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const say = useSay();
  const list = useOwnSessions();
  const end = useEndOwnSession();
  return (
    <Card title={t("session.own")}>
      {list.error && <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />}
      <ul className={styles.sessions}>
        {list.data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <Facts of={[t(`way.${one.way}`), one.remote]} />
              <p className="caption" title={one.agent}>
                <Facts of={deviceOf(one.agent)} />
              </p>
              <p className="caption">{t("session.seen", { at: format.moment(one.seen_at) })}</p>
            </div>
            {one.current ? (
              <StatusDot state="valid">{t("session.current")}</StatusDot>
            ) : (
              <ActionButton
                size="small"
                writes={false}
                onClick={() =>
                  void end.mutateAsync(one.id).then(() => say.done(t("session.ended")), say.problem)
                }
              >
                {t("session.end")}
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
