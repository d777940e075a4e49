import { Link } from "@tanstack/react-router";
import { Button, Input, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Drawer } from "@/shared/desk/Drawer";
import { PersonCell } from "@/shared/desk/PersonCell";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Icon } from "@/shared/icons/Icon";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { WhyNot } from "@/shared/parts/WhyNot";
import { useCase, useDecide, useRetryEffect } from "../hooks";
import { caseState, isBehind, type Outcome } from "../model";
import { useDeskFact } from "../words";
import styles from "./CaseDrawer.module.css";
import { CaseRail } from "./CaseRail";

interface Props {
  id: string;
  place?: { at: number; of: number; previous?: () => void; next?: () => void };
  /** The case to go on with once this one is answered. */
  after?: () => void;
  close: () => void;
}

/** One case: what is asked, who decides and why they, what happened, and the decision at the foot. */
export function CaseDrawer({ id, place, after, close }: Props) {
  const { t } = useTranslation("approval");
  const format = useFormat();
  const say = useSay();
  const found = useCase(id);
  const decide = useDecide();
  const retry = useRetryEffect();
  const fact = useDeskFact();
  const [comment, setComment] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const view = found.data;

  if (!view) {
    return (
      <Drawer title={t("case.title")} place={place} close={close}>
        {found.error ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </Drawer>
    );
  }
  const node = view.may.decide;
  const answer = async (outcome: Outcome) => {
    if (!node) return;
    if (outcome === "refuse" && comment.trim() === "") {
      setProblem({ code: "approval.comment_needed", status: 422 });
      return;
    }
    setProblem(undefined);
    try {
      await decide.mutateAsync({
        id,
        node,
        outcome,
        comment: comment.trim() || undefined,
        version: view.version,
        content: view.content,
      });
      say.done(outcome === "approve" ? t("decide.approved") : t("decide.refused"));
      if (after) after();
      else close();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const tryAgain = () =>
    retry.mutateAsync(id).then(
      () => say.done(t("retry.done")),
      (error: unknown) => setProblem(problemOf(error)),
    );

  return (
    <Drawer
      title={t(`kind.${view.kind}`)}
      status={<StatusDot state={caseState(view.status)}>{t(`status.${view.status}`)}</StatusDot>}
      place={place}
      close={close}
      footer={
        node ? (
          <div className={styles.decide}>
            <Input.TextArea
              value={comment}
              onChange={(event) => setComment(event.target.value)}
              placeholder={t("decide.comment")}
              aria-label={t("decide.comment")}
              autoSize={{ minRows: 1, maxRows: 5 }}
              maxLength={1000}
            />
            <div className={styles.buttons}>
              <ActionButton
                type="primary"
                permission="approval.decide"
                loading={decide.isPending}
                onClick={() => void answer("approve")}
              >
                {t("decide.approve", { kind: t(`kind.${view.kind}`) })}
              </ActionButton>
              <ActionButton
                danger
                permission="approval.decide"
                loading={decide.isPending}
                onClick={() => void answer("refuse")}
              >
                {t("decide.refuse")}
              </ActionButton>
            </div>
          </div>
        ) : view.may.retry ? (
          <ActionButton
            type="primary"
            icon={<Icon name="refresh" />}
            loading={retry.isPending}
            onClick={() => void tryAgain()}
          >
            {t("retry.action")}
          </ActionButton>
        ) : undefined
      }
    >
      <div className={styles.body}>
        {problem && (
          <Notice
            tone={isBehind(problem.code) ? "warning" : "danger"}
            alert
            title={isBehind(problem.code) ? t("behind.title") : undefined}
            action={
              isBehind(problem.code) && (
                <Button size="small" onClick={() => setProblem(undefined)}>
                  {t("behind.seen")}
                </Button>
              )
            }
          >
            {problem.code === "approval.comment_needed"
              ? t("decide.comment_needed")
              : problemWords(t, problem)}
          </Notice>
        )}
        {view.applicant && (
          <div className={styles.who}>
            <PersonCell
              person={{
                name: view.applicant.name,
                number: view.applicant.number,
                unit: view.applicant.unit_name,
              }}
            />
            <Link to={`/people/${view.applicant.employment_id}`}>{t("case.file")}</Link>
          </div>
        )}
        {view.failure && (
          <Notice tone="danger" title={t("case.failed")}>
            {problemWords(t, { code: view.failure, status: 409 })}
          </Notice>
        )}
        <dl className={styles.facts}>
          {view.facts.map(({ label, value, hidden }) => (
            <div key={label}>
              <dt>{t(`fact.${label}`, { defaultValue: label })}</dt>
              <dd>{hidden ? <WhyNot reason={t("fact.hidden")} /> : fact(label, value)}</dd>
            </div>
          ))}
          <div>
            <dt>{t("case.opened")}</dt>
            <dd>{format.moment(view.opened_at)}</dd>
          </div>
        </dl>
        <section>
          <h3>{t("case.progress")}</h3>
          <CaseRail view={view} />
        </section>
      </div>
    </Drawer>
  );
}
