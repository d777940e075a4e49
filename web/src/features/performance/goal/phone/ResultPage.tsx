import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { decimal, percent } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { Button } from "@/shared/phone/Button";
import { Card, Row } from "@/shared/phone/Card";
import { LinkRow } from "@/shared/phone/LinkRow";
import { Dock, Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { useToast } from "@/shared/phone/useToast";
import { goalPath, useLeads, useResult, useResultAnew } from "../hooks";
import type { Result, ResultPart } from "../model";
import { useMonth } from "../useMonth";
import { Bar } from "./Bar";
import { EffectLine } from "./EffectLine";
import { IssueAgainSheet } from "./IssueAgainSheet";
import { SecondLook } from "./SecondLook";
import { useHides } from "./useHides";
import { useStep } from "./useStep";

/** A month's result with the basis of every point. Shown after a second look. */
export function ResultPage({ id }: { id: string }) {
  const { t } = useTranslation("performance");
  const found = useResult(id);
  const problem = found.error ? problemOf(found.error) : undefined;
  const retry = () => void found.refetch();
  const anew = useResultAnew(id);
  const [hidden, show] = useHides(found.data !== undefined);
  if (hidden)
    return (
      <Page title={t("result.title")}>
        <Empty
          icon="eyeOff"
          title={t("result.hidden")}
          action={
            <Button
              onPress={() => {
                anew();
                show();
              }}
            >
              {t("look.submit")}
            </Button>
          }
        >
          {t("result.hidden_why")}
        </Empty>
      </Page>
    );
  if (problem?.code === "auth.second_look")
    return (
      <Page title={t("result.title")}>
        <SecondLook seen={retry} here={`/m/results/${id}`} />
      </Page>
    );
  if (!found.data)
    return (
      <Page title={t("result.title")}>
        {problem ? <Failed problem={problem} retry={retry} /> : <Skeleton />}
      </Page>
    );
  return (
    <Computed at={found.data.issued_at}>
      <Whole result={found.data} />
    </Computed>
  );
}

function Whole({ result }: { result: Result }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const month = useMonth();
  const own = useSession()?.employment?.id === result.employee.employment_id;
  const acknowledging = useAcknowledge(result);
  const navigate = useNavigate();
  const leads = useLeads(result.employee.employment_id) && !result.superseded;
  const [again, setAgain] = useState(false);
  const { score } = result;
  const offered = own && !result.acknowledged_at && !result.superseded && !acknowledging.waiting;
  return (
    <Page
      title={t("result.of", { month: month(result.month) })}
      dock={
        offered ? (
          <Dock>
            <Button kind="filled" busy={acknowledging.busy} onPress={() => void acknowledging.acknowledge()}>
              {t("result.acknowledge")}
            </Button>
          </Dock>
        ) : (
          leads && (
            <Dock>
              <Button onPress={() => setAgain(true)}>{t("issue.again")}</Button>
              {!result.improvement && (
                <Button kind="filled" onPress={() => void navigate({ to: `/results/${result.id}/improve` })}>
                  {t("improve.action_short")}
                </Button>
              )}
            </Dock>
          )
        )
      }
    >
      {acknowledging.problem && (
        <Notice tone="danger" alert>
          {problemWords(t, acknowledging.problem)}
        </Notice>
      )}
      {acknowledging.waiting && (
        <Notice icon="offline" title={t("waiting.title")}>
          {t("waiting.why")}
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
      <Card>
        <p className="small">
          <Facts of={[month(result.month), !own && <Name key="who">{result.employee.name}</Name>]} />
        </p>
        {score.total == null ? (
          <p>{t("result.no_score")}</p>
        ) : (
          <p>
            <span className="key-figure">
              <Figure explained={score.explanation && { explanation: score.explanation }} place="score">
                {decimal(score.total)}
              </Figure>
            </span>{" "}
            <span className="small">{t("result.points")}</span>
          </p>
        )}
        <p className="small">
          <Facts
            of={[
              t("result.scored_on", { day: format.phoneDay(score.scored_on) }),
              result.issued_by
                ? t("result.issued_by", { name: result.issued_by.name })
                : t("result.issued_alone"),
            ]}
          />
        </p>
        {result.reason && <p className="small">{t("goal.reason", { reason: result.reason })}</p>}
      </Card>
      <Card rows label={t("result.parts")}>
        {score.parts.map((part) => (
          <Part key={part.goal_id} part={part} />
        ))}
      </Card>
      {score.effects.length > 0 && (
        <Card rows label={t("effect.title")}>
          {score.effects.map((effect) => (
            <EffectLine key={effect.improvement_id} effect={effect} />
          ))}
        </Card>
      )}
      {result.improvement && (
        <Card rows label={t("improvement.title")}>
          <LinkRow
            to={`/improvements/${result.improvement.id}`}
            title={t("improvement.is", { name: result.improvement.name })}
            detail={<Facts of={[month(result.improvement.month), result.improvement.action]} />}
          />
        </Card>
      )}
      {result.others.length > 0 && (
        <Card rows label={t("result.others")}>
          {result.others.map((other) => (
            <LinkRow
              key={other.id}
              to={`/results/${other.id}`}
              title={t("result.version", { version: other.version })}
              detail={<Facts of={[format.shortMoment(other.issued_at), other.reason]} />}
              end={other.total && decimal(other.total)}
            />
          ))}
        </Card>
      )}
      {leads && (
        <IssueAgainSheet
          open={again}
          close={() => setAgain(false)}
          result={result}
          issued={(id) => void navigate({ to: `/results/${id}`, replace: true })}
        />
      )}
      <p className="small">
        {result.acknowledged_at
          ? t("result.acknowledged_at", { moment: format.shortMoment(result.acknowledged_at) })
          : t(own ? "result.not_agreement" : "result.unseen_theirs")}
      </p>
    </Page>
  );
}

/** One goal's part: points, weight, completion and delay, each explained. */
export function Part({ part }: { part: ResultPart }) {
  const { t } = useTranslation("performance");
  const { standing } = part;
  return (
    <Computed about={{ kind: "goal", id: part.goal_id }}>
      <Row
        title={
          <span>
            <b>{part.name}</b>{" "}
            <span className="small">
              {t("goal.weight", { share: percent(part.counted_weight_ppm ?? part.weight_ppm) })}
            </span>
          </span>
        }
        detail={
          <>
            {standing.actual == null ? t("goal.nothing") : decimal(standing.actual)} / {decimal(part.target)}{" "}
            {part.unit}
            <Bar completion={standing.completion_ppm} />
            <Facts
              of={[
                standing.completion_ppm != null && (
                  <Figure
                    key="completion"
                    explained={
                      standing.completion_explained && { explanation: standing.completion_explained }
                    }
                  >
                    {t("result.completion", { share: percent(standing.completion_ppm, 1) })}
                  </Figure>
                ),
                standing.delay_explained && (
                  <Figure key="delay" explained={{ explanation: standing.delay_explained }}>
                    {standing.days_late > 0
                      ? t("standing.late", { count: standing.days_late })
                      : t("standing.on_time")}
                  </Figure>
                ),
                part.manager_name && t("result.manager", { name: part.manager_name }),
              ]}
            />
          </>
        }
        end={
          standing.points == null ? (
            t("result.not_counted")
          ) : (
            <Figure explained={standing.points_explained && { explanation: standing.points_explained }}>
              {decimal(standing.points)}
            </Figure>
          )
        }
      />
    </Computed>
  );
}

/** Notes that it was seen, once. Seen is not agreed. */
function useAcknowledge(result: Result) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const toast = useToast();
  const step = useStep(goalPath.acknowledge(result.id));
  const acknowledge = async () => {
    const done = await step.take({
      title: t("result.acknowledge"),
      detail: t("result.of", { month: month(result.month) }),
    });
    if (done.kind === "sent") toast.done(t("result.acknowledged"));
  };
  return { ...step, acknowledge };
}
