import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { Computed } from "@/shared/explain/Computed";
import { decimal } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Button } from "@/shared/phone/Button";
import { Card, Values } from "@/shared/phone/Card";
import { Dock, Page } from "@/shared/phone/Page";
import { Failed, Skeleton } from "@/shared/phone/States";
import { useWaitingFor } from "@/shared/phone/useSend";
import { goalPath, useImprovement, useLeads } from "../hooks";
import { holds, type Improvement, type Observation } from "../model";
import { useMonth } from "../useMonth";
import { CorrectSheet } from "./CorrectSheet";
import { EffectLine } from "./EffectLine";
import { Numbers } from "./Numbers";
import { ReportSheet } from "./ReportSheet";

/** One thing to do better: what, by which measure, and what it has changed so far. */
export function ImprovementPage({ id }: { id: string }) {
  const { t } = useTranslation("performance");
  const found = useImprovement(id);
  if (!found.data)
    return (
      <Page title={t("improvement.title")}>
        {found.error ? (
          <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  return (
    <Computed arrived={found.dataUpdatedAt} about={{ kind: "improvement", id }}>
      <Whole item={found.data} />
    </Computed>
  );
}

function Whole({ item }: { item: Improvement }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const month = useMonth();
  const { day: today } = useToday();
  const own = useSession()?.employment?.id === item.employee.employment_id;
  const path = goalPath.reportImprovement(item.id);
  const waiting = useWaitingFor(path);
  const leads = useLeads(item.employee.employment_id);
  const [reporting, setReporting] = useState(false);
  const [mistaken, setMistaken] = useState<Observation>();
  return (
    <Page
      title={t("improvement.is", { name: item.name })}
      dock={
        own &&
        holds(item.month, today) && (
          <Dock>
            <Button kind="filled" onPress={() => setReporting(true)}>
              {t("report.action")}
            </Button>
          </Dock>
        )
      }
    >
      {waiting && (
        <Notice icon="offline" title={t("waiting.title")}>
          {t("waiting.why")}
        </Notice>
      )}
      <Card
        title={month(item.month)}
        aside={
          item.reached != null && (
            <StatusDot state={item.reached ? "valid" : "active"}>
              {t(item.reached ? "improvement.reached" : "improvement.not_reached")}
            </StatusDot>
          )
        }
      >
        <h2 className="title">{item.name}</h2>
        <p>{item.action}</p>
        <p className="small" style={{ marginBottom: 12 }}>
          <Facts
            of={[
              !own && <Name key="who">{item.employee.name}</Name>,
              t("improvement.set_by", { name: item.set_by_name }),
              format.shortMoment(item.set_at),
            ]}
          />
        </p>
        <Values
          of={[
            { name: t("goal.target"), value: `${decimal(item.target)} ${item.effect.unit}` },
            { name: t("goal.direction"), value: t(`direction.${item.direction}`) },
          ]}
        />
      </Card>
      <Card rows label={t("effect.title")}>
        <EffectLine effect={item.effect} />
      </Card>
      <Numbers of={item.observations} unit={item.effect.unit} correct={leads ? setMistaken : undefined} />
      <CorrectSheet of={mistaken} unit={item.effect.unit} close={() => setMistaken(undefined)} />
      <ReportSheet
        open={reporting}
        close={() => setReporting(false)}
        name={item.name}
        unit={item.effect.unit}
        month={item.month}
        path={path}
      />
    </Page>
  );
}
