import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/api/problem";
import { Computed } from "@/shared/explain/Computed";
import { Figure } from "@/shared/explain/Figure";
import { useFormat } from "@/shared/format/useFormat";
import { problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Button } from "@/shared/phone/Button";
import { Card, Values } from "@/shared/phone/Card";
import { Dock, Page } from "@/shared/phone/Page";
import { Sheet } from "@/shared/phone/Sheet";
import { Failed, Skeleton } from "@/shared/phone/States";
import { useSend, useWaitingFor } from "@/shared/phone/useSend";
import { useToast } from "@/shared/phone/useToast";
import { stepPath, useLeaveAgain, useLeaveRequest } from "../hooks";
import { type LeaveRequest, leaveState } from "../model";
import { Days } from "./Days";
import { useSpan, useTypeName } from "./words";

interface Props {
  id: string;
  /** How far the case of the request has come. */
  progress: (caseId: string) => ReactNode;
}

/** One request: what was asked, how it was counted, how far it is, and taking it back. */
export function RequestPage({ id, progress }: Props) {
  const { t } = useTranslation("time");
  const found = useLeaveRequest(id);
  if (!found.data)
    return (
      <Page title={t("request.title")}>
        {found.error ? (
          <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  return (
    <Computed at={found.data.submitted_at}>
      <Whole request={found.data} progress={progress} />
    </Computed>
  );
}

function Whole({ request, progress }: { request: LeaveRequest; progress: Props["progress"] }) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const span = useSpan();
  const typeName = useTypeName();
  const step = request.may.withdraw ? "withdraw" : request.may.cancel ? "cancel" : undefined;
  const back = useTakeBack(request, step ?? "withdraw");
  const [asking, setAsking] = useState(false);
  const type = typeName(request.leave_type);
  return (
    <Page
      title={t("request.of", { type })}
      dock={
        step &&
        !back.waiting && (
          <Dock>
            <Button busy={back.busy} onPress={() => setAsking(true)}>
              {t(`${step}.action`)}
            </Button>
          </Dock>
        )
      }
    >
      {back.problem && (
        <Notice tone="danger" alert>
          {problemWords(t, back.problem)}
        </Notice>
      )}
      {back.waiting && (
        <Notice icon="offline" title={t("request.waits")}>
          {t("request.waits_why")}
        </Notice>
      )}
      <Card
        title={
          <span className="title">
            {type}{" "}
            <Figure explained={{ explanation: request.counted }} place="counted">
              {format.days(request.quantity)}
            </Figure>
          </span>
        }
        aside={<StatusDot state={leaveState[request.status]}>{t(`status.${request.status}`)}</StatusDot>}
      >
        {request.name && (
          <p className="small">
            <Facts of={[<Name key="who">{request.name}</Name>, request.number]} />
          </p>
        )}
        <div style={{ margin: "8px 0 12px" }}>
          <Values
            of={[
              { name: t("request.when"), value: span(request) },
              { name: t("request.reason"), value: request.reason ?? t("request.no_reason") },
              { name: t("request.sent"), value: format.shortMoment(request.submitted_at) },
            ]}
          />
        </div>
        <Days days={request.days} counted={request.counted} />
      </Card>
      {request.case_id && progress(request.case_id)}
      <Sheet
        open={asking}
        close={() => setAsking(false)}
        title={t(`${step ?? "withdraw"}.title`)}
        foot={
          <Button
            kind="filled"
            wide
            busy={back.busy}
            onPress={() => {
              setAsking(false);
              void back.go();
            }}
          >
            {t(`${step ?? "withdraw"}.action`)}
          </Button>
        }
      >
        <p>{t(`${step ?? "withdraw"}.why`, { days: format.days(request.quantity) })}</p>
      </Sheet>
    </Page>
  );
}

/** Takes a request back, or calls approved leave off. The same again changes nothing. */
function useTakeBack(request: LeaveRequest, step: "withdraw" | "cancel") {
  const { t } = useTranslation("time");
  const send = useSend();
  const toast = useToast();
  const again = useLeaveAgain();
  const span = useSpan();
  const path = stepPath[step](request.id);
  const waiting = useWaitingFor(path);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const go = async () => {
    setBusy(true);
    setProblem(undefined);
    const said = { title: t(`${step}.action`), detail: span(request) };
    const done =
      step === "withdraw"
        ? await send("POST", stepPath.withdraw(request.id), { ...said, body: {} })
        : await send("POST", stepPath.cancel(request.id), said);
    setBusy(false);
    again();
    if (done.kind === "refused") setProblem(done.problem);
    if (done.kind === "sent") toast.done(t(`${step}.done`));
  };
  return { go, busy, problem, waiting };
}
