import { Form, Input, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { decimal, percent } from "@/shared/format/numbers";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { goalPath, usePost, usePreview } from "../hooks";
import type { Month, Result } from "../model";
import { useMonth } from "../useMonth";
import styles from "./goal.module.css";

interface Props {
  employment: string;
  month: Month;
  close: () => void;
}

/** Issues the result of a month that is over: what it will say stands here before it is said. */
export function IssueDrawer({ employment, month, close }: Props) {
  const { t } = useTranslation("performance");
  const words = useMonth();
  const say = useSay();
  const post = usePost();
  const found = usePreview(employment, month);
  if (!found.data)
    return (
      <Drawer title={t("issue.title")} close={close}>
        {found.error ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 6 }} />
        )}
      </Drawer>
    );
  const { employee, score } = found.data;
  const send = async () => {
    await post(goalPath.issue, { employment_id: employment, month });
    say.done(t("issue.done"));
    close();
  };
  return (
    <Drawer
      title={t("issue.title")}
      status={<Facts of={[employee.name, employee.number, words(month)]} />}
      close={close}
    >
      <div className={styles.body}>
        <p>
          <b className={styles.total}>{score.total ? decimal(score.total) : t("result.no_score")}</b>{" "}
          {score.total && t("result.points")}
        </p>
        <ul className={styles.list}>
          {score.parts.map((part) => (
            <li key={part.goal_id}>
              <span className={styles.who}>
                <b>{part.name}</b>
                <span>{part.standing.points ? decimal(part.standing.points) : t("result.not_counted")}</span>
              </span>
              <span className="caption">
                <Facts
                  of={[
                    t("goal.weight", { share: percent(part.counted_weight_ppm ?? part.weight_ppm) }),
                    part.standing.completion_ppm != null &&
                      t("result.completion", { share: percent(part.standing.completion_ppm, 1) }),
                  ]}
                />
              </span>
            </li>
          ))}
        </ul>
        <EntryForm<object>
          name={`goal.issue.${employment}.${month}`}
          initial={{}}
          submit={t("issue.action")}
          cancel={close}
          send={send}
          effect={<Notice title={t("issue.effect", { name: employee.name })}>{t("issue.effect_why")}</Notice>}
        >
          {null}
        </EntryForm>
      </div>
    </Drawer>
  );
}

interface AgainProps {
  result: Result;
  close: () => void;
  issued: (result: string) => void;
}

/** Issues a result anew with the reason; the version before stays to be seen. */
export function IssueAgainDrawer({ result, close, issued }: AgainProps) {
  const { t } = useTranslation("performance");
  const say = useSay();
  const post = usePost();
  const send = async ({ reason }: { reason: string }) => {
    const made = await post(goalPath.issue, {
      employment_id: result.employee.employment_id,
      month: result.month,
      reason: reason.trim(),
    });
    say.done(t("issue.done"));
    issued(made.id);
  };
  return (
    <Drawer title={t("issue.again")} close={close}>
      <EntryForm<{ reason: string }>
        name={`goal.issue.${result.id}`}
        initial={{ reason: "" }}
        submit={t("issue.again")}
        cancel={close}
        send={send}
        effect={<Notice>{t("issue.again_why", { version: result.version + 1 })}</Notice>}
      >
        <Form.Item
          name="reason"
          label={t("issue.reason")}
          rules={[{ required: true, whitespace: true, message: t("problem:field.required") }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
