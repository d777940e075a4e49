import { Button, Progress } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { count } from "../format/numbers";
import { useFormat } from "../format/useFormat";
import { Facts } from "../parts/Dot";
import { type State, StatusDot } from "../parts/StatusDot";
import styles from "./JobCard.module.css";

export type JobState = "running" | "paused" | "failed" | "done";

interface Props {
  title: ReactNode;
  state: JobState;
  /** What it does now: 写入. */
  phase?: string;
  done: number;
  total?: number;
  /** Items per second. */
  rate?: number;
  /** Why it failed, and what to do. */
  fault?: ReactNode;
  pause?: () => void;
  resume?: () => void;
  cancel?: () => void;
  /** The page of the result. */
  result?: ReactNode;
}

const states: Record<JobState, State> = {
  running: "active",
  paused: "attention",
  failed: "blocked",
  done: "valid",
};

/** Long work: phase, count, rate, time left. It goes on when one leaves the page. */
export function JobCard({
  title,
  state,
  phase,
  done,
  total,
  rate,
  fault,
  pause,
  resume,
  cancel,
  result,
}: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const left = total && rate && state === "running" ? Math.ceil((total - done) / rate / 60) : undefined;
  const share = total ? Math.floor((done * 100) / total) : undefined;
  return (
    <section className={styles.job}>
      <header>
        <b>{title}</b>
        <StatusDot state={states[state]}>{t(`job.${state}`)}</StatusDot>
      </header>
      {share !== undefined && (
        <Progress
          percent={share}
          showInfo={false}
          size="small"
          strokeColor="var(--s5)"
          railColor="var(--hover)"
          aria-label={t("job.progress")}
        />
      )}
      <p className="caption">
        <Facts
          of={[
            phase,
            total ? `${count(done)} / ${count(total)}` : count(done),
            rate && state === "running" ? t("job.rate", { rate: count(rate) }) : undefined,
            left ? t("job.left", { time: format.duration(left) }) : undefined,
          ]}
        />
      </p>
      {fault && <p className={styles.fault}>{fault}</p>}
      <div className={styles.actions}>
        {result}
        {resume && (
          <Button size="small" onClick={resume}>
            {t("job.resume")}
          </Button>
        )}
        {pause && (
          <Button size="small" onClick={pause}>
            {t("job.pause")}
          </Button>
        )}
        {cancel && (
          <Button size="small" onClick={cancel}>
            {t("action.cancel")}
          </Button>
        )}
      </div>
    </section>
  );
}
