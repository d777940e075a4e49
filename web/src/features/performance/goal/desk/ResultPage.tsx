import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { HeadFact, PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { decimal } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { goalPath, useLeads, usePost, useResult } from "../hooks";
import type { Result } from "../model";
import { useMonth } from "../useMonth";
import { Effects } from "./Effects";
import styles from "./goal.module.css";
import { ImproveDrawer } from "./ImproveDrawer";
import { IssueAgainDrawer } from "./IssueDrawer";
import { PartsTable } from "./PartsTable";
import { SecondLook } from "./SecondLook";

export interface ResultSearch {
  do?: "issue" | "improve";
}

interface Props {
  id: string;
  search: ResultSearch;
  go: (search: ResultSearch) => void;
  /** Opens another page: the version just issued, the item just set. */
  open: (path: string) => void;
}

/** A month's result with the basis of every point. Shown after a second look. */
export function ResultPage({ id, search, go, open }: Props) {
  const { t } = useTranslation("performance");
  const found = useResult(id);
  const problem = found.error ? problemOf(found.error) : undefined;
  const retry = () => void found.refetch();
  if (found.data)
    return (
      <Computed at={found.data.issued_at}>
        <Loaded result={found.data} search={search} go={go} open={open} />
      </Computed>
    );
  const back = (
    <Link to="/goals" search={{ view: "results" } as never}>
      {t("view.results")}
    </Link>
  );
  return (
    <PageShell title={t("result.title")} purpose={t("result.purpose")} path={back}>
      {problem?.code === "auth.second_look" ? (
        <SecondLook seen={retry} here={`/results/${id}`} />
      ) : problem ? (
        <ProblemBlock problem={problem} retry={retry} />
      ) : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </PageShell>
  );
}

function Loaded({ result, search, go, open }: { result: Result } & Omit<Props, "id">) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const month = useMonth();
  const own = useSession()?.employment?.id === result.employee.employment_id;
  const leads = useLeads(result.employee.employment_id) && !result.superseded;
  const seeing = useSeen(result);
  const { score, improvement } = result;
  return (
    <PageShell
      path={
        <Link to="/goals" search={{ view: "results", month: result.month } as never}>
          {t("view.results")}
        </Link>
      }
      title={t("result.of", { month: month(result.month) })}
      status={
        result.superseded ? (
          <StatusDot state="ended">{t("result.superseded")}</StatusDot>
        ) : (
          <StatusDot state={result.acknowledged_at ? "ended" : "attention"}>
            {t(result.acknowledged_at ? "result.seen" : "result.unseen")}
          </StatusDot>
        )
      }
      purpose={
        <Facts
          of={[
            <Link
              key="who"
              to={`/people/${result.employee.employment_id}`}
              search={{ tab: "goals" } as never}
            >
              <Name>{result.employee.name}</Name>
            </Link>,
            result.employee.number,
            result.employee.unit_name,
          ]}
        />
      }
      facts={
        <>
          <HeadFact label={t("result.issued")}>
            <Facts
              of={[result.issued_by?.name ?? t("result.issued_alone"), format.moment(result.issued_at)]}
            />
          </HeadFact>
          {result.acknowledged_at && (
            <HeadFact label={t("result.seen")}>{format.moment(result.acknowledged_at)}</HeadFact>
          )}
        </>
      }
      actions={
        <>
          {own && !result.acknowledged_at && !result.superseded && (
            <ActionButton
              type="primary"
              permission="goal.report"
              loading={seeing.busy}
              onClick={() => void seeing.see()}
            >
              {t("result.acknowledge")}
            </ActionButton>
          )}
          {leads && (
            <ActionButton permission="goal.assign" onClick={() => go({ do: "issue" })}>
              {t("issue.again")}
            </ActionButton>
          )}
          {leads && !improvement && (
            <ActionButton type="primary" permission="goal.assign" onClick={() => go({ do: "improve" })}>
              {t("improve.action_short")}
            </ActionButton>
          )}
        </>
      }
    >
      <div className={styles.cards}>
        {seeing.problem && (
          <Notice tone="danger" alert>
            {problemWords(t, seeing.problem)}
          </Notice>
        )}
        {result.superseded && (
          <Notice tone="warning" title={t("result.superseded")}>
            {t("result.superseded_why")}
          </Notice>
        )}
        {leads && result.check.restated_since && (
          <Notice tone="warning" title={t("result.restated")}>
            {t("result.restated_why")}
          </Notice>
        )}
        <Card
          title={
            <>
              {t("result.total")}{" "}
              {score.total == null ? (
                t("result.no_score")
              ) : (
                <span className={styles.total}>
                  <Figure explained={score.explanation && { explanation: score.explanation }} place="score">
                    {decimal(score.total)}
                  </Figure>
                </span>
              )}
            </>
          }
          aside={result.reason && t("goal.reason", { reason: result.reason })}
          covers={
            <Facts
              of={[
                t("result.version", { version: result.version }),
                t("result.scored_on", { day: format.day(score.scored_on) }),
              ]}
            />
          }
          flush
        >
          <PartsTable parts={score.parts} />
        </Card>
        {score.effects.length > 0 && (
          <Card title={t("effect.title")} flush>
            <Effects effects={score.effects} />
          </Card>
        )}
        {improvement && (
          <Card title={t("improvement.title")} covers={month(improvement.month)}>
            <p>
              <Link to={`/improvements/${improvement.id}`}>{improvement.name}</Link>
            </p>
            <p>{improvement.action}</p>
          </Card>
        )}
        {result.others.length > 0 && (
          <Card title={t("result.others")} flush>
            <ul className={styles.list}>
              {result.others.map((other) => (
                <li key={other.id}>
                  <span className={styles.who}>
                    <Link to={`/results/${other.id}`}>{t("result.version", { version: other.version })}</Link>
                    <span>{other.total && decimal(other.total)}</span>
                  </span>
                  <span className="caption">
                    <Facts of={[format.moment(other.issued_at), other.reason]} />
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <p className="caption">
          {own && !result.acknowledged_at ? t("result.not_agreement") : t("result.seen_is_not")}
        </p>
      </div>
      {search.do === "issue" && leads && (
        <IssueAgainDrawer result={result} close={() => go({})} issued={(next) => open(`/results/${next}`)} />
      )}
      {search.do === "improve" && leads && !improvement && (
        <ImproveDrawer result={result} close={() => go({})} set={(item) => open(`/improvements/${item}`)} />
      )}
    </PageShell>
  );
}

/** Notes that it was seen, once. Seen is not agreed. */
function useSeen(result: Result) {
  const { t } = useTranslation("performance");
  const say = useSay();
  const post = usePost();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const see = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await post(goalPath.acknowledge(result.id));
      say.done(t("result.acknowledged"));
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  return { see, busy, problem };
}
