import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { decimal } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { Button } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { Dock, Page } from "@/shared/phone/Page";
import { Failed, Skeleton } from "@/shared/phone/States";
import { useToast } from "@/shared/phone/useToast";
import { goalPath, usePreview } from "../hooks";
import type { Month, Preview } from "../model";
import { useMonth } from "../useMonth";
import { Part } from "./ResultPage";
import { useStep } from "./useStep";

interface Props {
  employment: string;
  month: Month;
  /** It was issued; without an id it still waits on the phone. */
  issued: (result?: string) => void;
}

/** Issues the result of a month that is over: what it will say stands here before it is said. */
export function IssuePage({ employment, month, issued }: Props) {
  const { t } = useTranslation("performance");
  const found = usePreview(employment, month);
  if (!found.data)
    return (
      <Page title={t("issue.title")}>
        {found.error ? (
          <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  return (
    <Computed arrived={found.dataUpdatedAt}>
      <Whole preview={found.data} issued={issued} />
    </Computed>
  );
}

function Whole({ preview, issued }: { preview: Preview; issued: Props["issued"] }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const words = useMonth();
  const toast = useToast();
  const step = useStep(goalPath.issue);
  const { employee, month, score } = preview;
  const submit = async () => {
    const done = await step.take({
      title: t("issue.queued", { name: employee.name }),
      detail: words(month),
      body: { employment_id: employee.employment_id, month },
    });
    if (done.kind === "refused") return;
    if (done.kind === "sent") toast.done(t("issue.done"));
    issued(done.kind === "sent" ? done.answer.id : undefined);
  };
  return (
    <Page
      title={t("issue.title")}
      dock={
        <Dock>
          <Button kind="filled" busy={step.busy} onPress={() => void submit()}>
            {t("issue.action")}
          </Button>
        </Dock>
      }
    >
      <Card
        title={<Name>{employee.name}</Name>}
        aside={<span className="small">{t("result.of", { month: words(month) })}</span>}
      >
        <p className="small">
          <Facts of={[employee.number, employee.unit_name]} />
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
        <p className="small">{t("result.scored_on", { day: format.phoneDay(score.scored_on) })}</p>
      </Card>
      {step.problem && (
        <Notice tone="danger" alert>
          {problemWords(t, step.problem)}
        </Notice>
      )}
      <Card rows label={t("result.parts")}>
        {score.parts.map((part) => (
          <Part key={part.goal_id} part={part} />
        ))}
      </Card>
      <Notice title={t("issue.effect", { name: employee.name })}>{t("issue.effect_why")}</Notice>
    </Page>
  );
}
