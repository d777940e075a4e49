import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Drawer } from "@/shared/desk/Drawer";
import { PersonCell } from "@/shared/desk/PersonCell";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import { decimal } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { usePreview, useResultList, useSheet } from "../hooks";
import { type GoalPerson, lastDay, type Month } from "../model";
import { useMonth } from "../useMonth";
import styles from "./goal.module.css";
import { MonthGoals } from "./MonthGoals";

interface Props {
  employment: string;
  month: Month;
  known: GoalPerson | undefined;
  place?: { at: number; of: number; previous?: () => void; next?: () => void };
  act: (what: "give" | "issue") => void;
  close: () => void;
}

/** Somebody's month beside the team: goals, running score or result, and what can be done next. */
export function MemberDrawer({ employment, month, known, place, act, close }: Props) {
  const { t } = useTranslation("performance");
  const words = useMonth();
  const format = useFormat();
  const { day: today } = useToday();
  const sheet = useSheet(employment, month);
  const results = useResultList({ employment_id: employment, month });
  const result = results.data?.items[0];
  const running = results.data !== undefined && !result;
  const score = usePreview(employment, month, running).data?.score;
  const rows = sheet.data?.items;
  const person = known ?? rows?.[0]?.employee;
  const over = today > lastDay(month);
  const counting = rows?.some(({ confirmed_version, state }) => confirmed_version && state !== "cancelled");
  return (
    <Drawer
      title={t("member.title", { month: words(month) })}
      place={place}
      close={close}
      footer={
        running && (
          <div className={styles.buttons}>
            {over ? (
              <ActionButton
                type="primary"
                permission="goal.assign"
                blocked={counting ? undefined : t("problem:result.nothing_to_score")}
                onClick={() => act("issue")}
              >
                {t("issue.action")}
              </ActionButton>
            ) : (
              <ActionButton type="primary" permission="goal.assign" onClick={() => act("give")}>
                {t("give.action")}
              </ActionButton>
            )}
          </div>
        )
      }
    >
      <div className={styles.body}>
        {person && (
          <div className={styles.who}>
            <PersonCell person={{ name: person.name, number: person.number, unit: person.unit_name }} />
            <Link to={`/people/${employment}`} search={{ tab: "goals" } as never}>
              {t("goal.all_theirs")}
            </Link>
          </div>
        )}
        {result && (
          <p>
            <Link to={`/results/${result.id}`}>{t("result.of", { month: words(month) })}</Link>{" "}
            <span className="caption">
              {result.acknowledged_at
                ? t("result.seen")
                : t("result.issued_at", { moment: format.shortMoment(result.issued_at) })}
            </span>
          </p>
        )}
        {score?.total && (
          <p>
            {t("running.title")} <b className={styles.total}>{decimal(score.total)}</b>{" "}
            <span className="caption">{t("standing.as_of", { day: format.day(score.scored_on) })}</span>
          </p>
        )}
        {!rows ? (
          sheet.error ? (
            <ProblemBlock problem={problemOf(sheet.error)} retry={() => void sheet.refetch()} />
          ) : (
            <Skeleton active paragraph={{ rows: 6 }} />
          )
        ) : rows.length === 0 ? (
          <StateBlock icon="performance" title={t("member.empty")}>
            {t(over ? "member.empty_over" : "member.empty_why")}
          </StateBlock>
        ) : (
          <MonthGoals rows={rows} />
        )}
      </div>
    </Drawer>
  );
}
