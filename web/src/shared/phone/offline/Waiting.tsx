import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/useFormat";
import { problemWords } from "../../i18n/problemWords";
import { Notice } from "../../parts/Notice";
import { StatusDot } from "../../parts/StatusDot";
import { Button, Pair } from "../Button";
import { Card } from "../Card";
import { Rail } from "../Rail";
import type { Waiting } from "./queue";
import styles from "./Waiting.module.css";

/** Says that there is no line, and what waits. */
export function OfflineNotice({ waiting }: { waiting: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.offline}>
      <Notice icon="offline" title={t("offline.title")}>
        {t("offline.kept", { count: waiting })}
      </Notice>
    </div>
  );
}

interface Props {
  waiting: Waiting;
  edit?: () => void;
  discard: () => void;
}

/** A request on its way: where it is, and what it does not yet affect. */
export function WaitingCard({ waiting, edit, discard }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const refused = waiting.state === "refused";
  return (
    <Card
      title={waiting.title}
      aside={
        <StatusDot state={refused ? "blocked" : waiting.state === "sending" ? "active" : "attention"}>
          {t(`offline.${waiting.state}`)}
        </StatusDot>
      }
    >
      <div className={styles.card}>
        {waiting.detail && <p className="small">{waiting.detail}</p>}
        {refused && waiting.problem ? (
          <Notice tone="warning" title={t("offline.not_taken")} alert>
            {problemWords(t, waiting.problem)}
          </Notice>
        ) : (
          <Rail
            label={waiting.title}
            steps={[
              {
                key: "kept",
                state: "done",
                title: t("offline.on_phone"),
                detail: format.shortMoment(waiting.writtenAt),
              },
              {
                key: "wait",
                state: "now",
                title: t(`offline.${waiting.state}`),
                detail: t("offline.no_effect"),
              },
              { key: "there", state: "ahead", title: t("offline.arrives") },
            ]}
          />
        )}
        {waiting.state !== "sending" && (
          <Pair>
            {edit && (
              <Button size="card" onPress={edit}>
                {t("action.edit")}
              </Button>
            )}
            <Button size="card" onPress={discard}>
              {t("offline.discard")}
            </Button>
          </Pair>
        )}
      </div>
    </Card>
  );
}
