import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Drawer } from "@/shared/desk/Drawer";
import { PersonCell } from "@/shared/desk/PersonCell";
import { problemWords } from "@/shared/i18n/problemWords";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useDecideMany } from "../hooks";
import { type Outcome, sorted, type TodoView } from "../model";
import { useDeskSummary } from "../words";
import styles from "./CaseDrawer.module.css";

interface Props {
  outcome: Outcome;
  rows: TodoView[];
  /** Lets go of the chosen rows. */
  clear: () => void;
  /** Opens one case by itself. */
  look: (row: TodoView) => void;
  close: () => void;
}

/** Several cases answered alike: which they are and what will happen, then what became of each. */
export function BatchDrawer({ outcome, rows, clear, look, close }: Props) {
  const { t } = useTranslation("approval");
  const decide = useDecideMany();
  const [comment, setComment] = useState("");
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [result, setResult] = useState<ReturnType<typeof sorted<TodoView>>>();
  const count = rows.length;
  const said = comment.trim();
  const missing = outcome === "refuse" && said === "";

  const send = async () => {
    setAsked(true);
    if (missing) return;
    setProblem(undefined);
    try {
      const answers = await decide.mutateAsync({ rows, outcome, comment: said || undefined });
      setResult(sorted(rows, answers));
      clear();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  if (result) {
    return (
      <Drawer
        title={t(`batch.title.${outcome}`, { count })}
        close={close}
        footer={<Button onClick={close}>{t("common:action.close")}</Button>}
      >
        <div className={styles.body}>
          <p role="status">
            <StatusDot state={result.left.length === 0 ? "valid" : "attention"}>
              {t(`batch.done.${outcome}`, { count: result.done.length })}
            </StatusDot>
          </p>
          {result.left.length > 0 && (
            <section>
              <h3>{t("batch.left", { count: result.left.length })}</h3>
              <ul className={styles.rows}>
                {result.left.map(({ row, problem: why }) => (
                  <li key={row.case_id}>
                    <Line row={row} />
                    <span className={styles.fault}>{problemWords(t, why)}</span>
                    <Button size="small" onClick={() => look(row)}>
                      {t("batch.look")}
                    </Button>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </Drawer>
    );
  }

  return (
    <Drawer
      title={t(`batch.title.${outcome}`, { count })}
      close={close}
      footer={
        <div className={styles.decide}>
          <Form layout="vertical" component={false} requiredMark={false}>
            <Form.Item
              className={styles.comment}
              htmlFor="batch-comment"
              label={outcome === "refuse" ? t("decide.reason") : t("batch.comment")}
              required={outcome === "refuse"}
              help={asked && missing ? t("decide.comment_needed") : undefined}
              validateStatus={asked && missing ? "error" : undefined}
            >
              <Input.TextArea
                id="batch-comment"
                value={comment}
                onChange={(event) => setComment(event.target.value)}
                autoSize={{ minRows: 1, maxRows: 5 }}
                maxLength={1000}
              />
            </Form.Item>
          </Form>
          <div className={styles.buttons}>
            <ActionButton
              type={outcome === "approve" ? "primary" : "default"}
              danger={outcome === "refuse"}
              permission="approval.decide"
              loading={decide.isPending}
              onClick={() => void send()}
            >
              {t(`batch.${outcome}`, { count })}
            </ActionButton>
            <Button onClick={close}>{t("common:action.cancel")}</Button>
          </div>
        </div>
      }
    >
      <div className={styles.body}>
        {problem && (
          <Notice tone="danger" alert>
            {problemWords(t, problem)}
          </Notice>
        )}
        <Notice
          tone={outcome === "approve" ? "primary" : "warning"}
          title={t(`batch.effect.${outcome}`, { count })}
        >
          {t("batch.effect_why")}
        </Notice>
        <ul className={styles.rows} aria-label={t("batch.cases")}>
          {rows.map((row) => (
            <li key={row.case_id}>
              <Line row={row} />
            </li>
          ))}
        </ul>
      </div>
    </Drawer>
  );
}

function Line({ row }: { row: TodoView }) {
  const { t } = useTranslation("approval");
  const summary = useDeskSummary();
  return (
    <>
      <PersonCell
        person={{
          name: row.applicant?.name ?? t("list.unknown_person"),
          number: row.applicant?.number,
          unit: row.applicant?.unit_name,
        }}
      />
      <span>
        {t(`kind.${row.kind}`)} <span className="caption">{summary(row)}</span>
      </span>
    </>
  );
}
