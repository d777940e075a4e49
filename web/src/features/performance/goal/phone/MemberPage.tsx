import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { decimal, percent } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Button } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { LinkRow } from "@/shared/phone/LinkRow";
import { Dock, Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { useImprovementList, useLeads, usePreview, useResultList, useSheet } from "../hooks";
import { type GoalRow, lastDay, type Month, type ResultRow } from "../model";
import { monthOf } from "../months";
import { othersOf, WHOLE } from "../terms";
import { GoalLine } from "./GoalsPage";
import { MonthStepper } from "./MonthStepper";
import { useMember } from "./useMember";

interface Props {
  employment: string;
  month: Month;
  go: (month: Month) => void;
}

/** Somebody's month, for whoever leads them: the running score, the goals, the result, what is to be done better. */
export function MemberPage({ employment, month, go }: Props) {
  const { t } = useTranslation("performance");
  const navigate = useNavigate();
  const { day: today } = useToday();
  const leads = useLeads(employment);
  const sheet = useSheet(employment, month);
  const results = useResultList({ employment_id: employment, month });
  const member = useMember(employment, month);
  const rows = sheet.data?.items;
  const person = member ?? rows?.[0]?.employee;
  const result = results.data?.items[0];
  const settled = results.data !== undefined;
  const over = today > lastDay(month);
  const counting = rows?.some(({ confirmed_version, state }) => confirmed_version && state !== "cancelled");
  const gives = leads && settled && !result && !over;
  const issues = leads && settled && !result && over && counting;
  return (
    <Page
      title={person?.name ?? t("team.title")}
      dock={
        (gives || issues) && (
          <Dock>
            <Button
              kind="filled"
              icon={gives ? "plus" : undefined}
              onPress={() =>
                void navigate({ to: `/team/${month}/${employment}/${gives ? "give" : "issue"}` })
              }
            >
              {t(gives ? "give.action" : "issue.action")}
            </Button>
          </Dock>
        )
      }
    >
      <MonthStepper month={month} go={go} />
      <header>
        <h2 className="title">{person && <Name>{person.name}</Name>}</h2>
        <p className="small">
          <Facts of={[person?.number, person?.unit_name]} />
        </p>
      </header>
      {!rows ? (
        sheet.error ? (
          <Failed problem={problemOf(sheet.error)} retry={() => void sheet.refetch()} />
        ) : (
          <Skeleton />
        )
      ) : rows.length === 0 ? (
        <Empty title={t("member.empty")}>{t(over ? "member.empty_over" : "member.empty_why")}</Empty>
      ) : (
        <>
          {settled && !result && <RunningCard employment={employment} month={month} />}
          <Weights rows={rows} month={month} />
          <Card rows label={t("goals.of_month")}>
            {rows.map((row) => (
              <GoalLine key={row.id} row={row} />
            ))}
          </Card>
        </>
      )}
      {result && <ResultRowCard result={result} />}
      <ItemsCard employment={employment} month={month} />
    </Page>
  );
}

/** The running score, explained. It needs no second look: it still moves. */
function RunningCard({ employment, month }: { employment: string; month: Month }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const found = usePreview(employment, month);
  const score = found.data?.score;
  if (!score?.total) return null;
  return (
    <Card
      title={t("running.title")}
      aside={<span className="small">{t("standing.as_of", { day: format.phoneDay(score.scored_on) })}</span>}
    >
      <p>
        <span className="key-figure">
          <Computed arrived={found.dataUpdatedAt}>
            <Figure explained={score.explanation && { explanation: score.explanation }} place="running">
              {decimal(score.total)}
            </Figure>
          </Computed>
        </span>{" "}
        <span className="small">{t("result.points")}</span>
      </p>
      <p className="small">{t("running.moves")}</p>
    </Card>
  );
}

/** Said while the goals of a month that is not over make more or less than the whole. */
function Weights({ rows, month }: { rows: readonly GoalRow[]; month: Month }) {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const sum = othersOf(rows);
  if (sum === WHOLE || sum === 0 || today > lastDay(month)) return null;
  const state = sum < WHOLE ? "less" : month > monthOf(today) ? "more" : "above";
  return (
    <Notice tone="warning" title={t("weights.now", { sum: percent(sum) })}>
      {t(`weights.${state}`)}
    </Notice>
  );
}

function ResultRowCard({ result }: { result: ResultRow }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  return (
    <Card rows label={t("result.title")}>
      <LinkRow
        to={`/results/${result.id}`}
        title={t("result.title")}
        detail={t("result.issued_at", { moment: format.shortMoment(result.issued_at) })}
        end={
          <StatusDot state={result.acknowledged_at ? "ended" : "attention"}>
            {t(result.acknowledged_at ? "result.seen" : "result.unseen")}
          </StatusDot>
        }
      />
    </Card>
  );
}

function ItemsCard({ employment, month }: { employment: string; month: Month }) {
  const { t } = useTranslation("performance");
  const items = useImprovementList({ employment_id: employment, month }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card rows label={t("improvement.title")}>
      {items.map((item) => (
        <LinkRow
          key={item.id}
          to={`/improvements/${item.id}`}
          title={t("improvement.is", { name: item.name })}
          detail={item.action}
          end={
            <StatusDot state={item.effect.change === "better" ? "valid" : "active"}>
              {t(`change.${item.effect.change}`)}
            </StatusDot>
          }
        />
      ))}
    </Card>
  );
}
