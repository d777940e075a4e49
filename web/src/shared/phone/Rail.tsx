import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "../parts/Dot";
import { Name } from "../parts/Name";
import styles from "./Rail.module.css";

export interface RailStep {
  key: string;
  title: ReactNode;
  detail?: ReactNode;
  state: "done" | "now" | "ahead";
}

/** Where something stands: steps done, now, ahead. */
export function Rail({ steps, label }: { steps: RailStep[]; label: string }) {
  return (
    <ol className={styles.rail} aria-label={label}>
      {steps.map(({ key, title, detail, state }) => (
        <li key={key} data-state={state} aria-current={state === "now" ? "step" : undefined}>
          <div>{title}</div>
          {detail && <div className="small">{detail}</div>}
        </li>
      ))}
    </ol>
  );
}

export interface Approver {
  name: string;
  number?: string;
  role?: string;
  /** Why this person: 你的直属上级. */
  why: string;
  /** For whom they stand in, and until when. */
  standsInFor?: string;
  state: RailStep["state"];
  /** What they did, and when. */
  decided?: string;
}

/** Who approves, in order: each with the reason. */
export function ApproverRail({ approvers }: { approvers: Approver[] }) {
  const { t } = useTranslation();
  return (
    <Rail
      label={t("approval.who")}
      steps={approvers.map((approver, index) => ({
        key: `${index}:${approver.number ?? approver.name}`,
        state: approver.state,
        title: (
          <>
            <b>
              <Name>{approver.name}</Name>
            </b>{" "}
            <span className="small">
              <Facts of={[approver.number, approver.role]} />
            </span>
          </>
        ),
        detail: (
          <Facts
            of={[
              approver.decided,
              approver.why,
              approver.standsInFor && t("approval.stands_in", { name: approver.standsInFor }),
            ]}
          />
        ),
      }))}
    />
  );
}
