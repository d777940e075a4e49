import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isMissing, isNoRight, type Problem, supportLine } from "@/api/problem";
import { problemWords } from "../i18n/problemWords";
import { Icon } from "../icons/Icon";
import type { IconName } from "../icons/paths";
import styles from "./StateBlock.module.css";

interface Props {
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** A code for support. */
  code?: string;
  alert?: boolean;
}

/** What stands where content would be: what it would be, why it is not there, the one thing to do. */
export function StateBlock({ icon, title, children, action, code, alert }: Props) {
  return (
    <div className={styles.state} role={alert ? "alert" : undefined}>
      <Icon name={icon} size={24} />
      <strong>{title}</strong>
      {children && <p>{children}</p>}
      {action && <div className={styles.action}>{action}</div>}
      {code && <small>{code}</small>}
    </div>
  );
}

/** A failed read: no right says whom to ask, what is not there says so, anything else can be tried again. */
export function ProblemBlock({ problem, retry }: { problem: Problem; retry?: () => void }) {
  const { t } = useTranslation();
  const code = supportLine(problem);
  if (isNoRight(problem) || isMissing(problem)) {
    return (
      <StateBlock
        icon={isMissing(problem) ? "find" : "lock"}
        alert={isMissing(problem)}
        title={t(isMissing(problem) ? "state.missing" : "state.no_right")}
        code={code}
      >
        {problemWords(t, problem)}
      </StateBlock>
    );
  }
  return (
    <StateBlock
      icon="warn"
      alert
      title={t("state.failed")}
      code={code}
      action={
        retry && (
          <Button icon={<Icon name="refresh" />} onClick={retry}>
            {t("action.retry")}
          </Button>
        )
      }
    >
      {problemWords(t, problem)}
    </StateBlock>
  );
}
