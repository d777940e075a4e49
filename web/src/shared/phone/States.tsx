import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isMissing, isNoRight, type Problem, supportLine } from "@/api/problem";
import { problemWords } from "../i18n/problemWords";
import { Icon } from "../icons/Icon";
import type { IconName } from "../icons/paths";
import { Button } from "./Button";
import styles from "./States.module.css";

/** What would be here, why it is not, the one thing to do. */
export function Empty({
  icon = "todo",
  title,
  children,
  action,
}: {
  icon?: IconName;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <section className={styles.state}>
      <Icon name={icon} size={24} />
      <strong>{title}</strong>
      {children && <p className="small">{children}</p>}
      {action}
    </section>
  );
}

export function Failed({ problem, retry }: { problem: Problem; retry?: () => void }) {
  const { t } = useTranslation();
  const missing = isMissing(problem);
  const final = missing || isNoRight(problem);
  return (
    <section className={styles.state} role="alert">
      <Icon name={missing ? "find" : final ? "lock" : "warn"} size={24} />
      <strong>{t(missing ? "state.missing" : final ? "state.no_right" : "state.failed")}</strong>
      <p className="small">{problemWords(t, problem)}</p>
      {retry && !final && (
        <Button size="card" icon="refresh" onPress={retry}>
          {t("action.retry")}
        </Button>
      )}
      <small className="mini">{supportLine(problem)}</small>
    </section>
  );
}

/** Cards in grey while the first data is on its way. */
export function Skeleton({ cards = 3 }: { cards?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status" aria-label={t("state.loading")}>
      {Array.from({ length: cards }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={index}>
          <i style={{ width: "45%" }} />
          <i style={{ width: "80%" }} />
          <i style={{ width: "60%" }} />
        </div>
      ))}
    </div>
  );
}
