import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf } from "@/api/problem";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { WhyNot } from "@/shared/parts/WhyNot";
import { Button } from "@/shared/phone/Button";
import { Card, Values } from "@/shared/phone/Card";
import { Input } from "@/shared/phone/Input";
import { Dock, Page } from "@/shared/phone/Page";
import { Sheet } from "@/shared/phone/Sheet";
import { Failed, Skeleton } from "@/shared/phone/States";
import { useSend, useWaitingFor } from "@/shared/phone/useSend";
import { useToast } from "@/shared/phone/useToast";
import { decidePath, useCase } from "../hooks";
import { type CaseView, caseState, isBehind } from "../model";
import { usePhoneFact } from "../words";
import { CaseRail } from "./CaseRail";

/** One request for one's answer: what is asked, who decides and why, and the decision under the thumb. */
export function CasePage({ id, decided }: { id: string; decided: () => void }) {
  const { t } = useTranslation("approval");
  const found = useCase(id);
  const view = found.data;
  if (!view) {
    return (
      <Page title={t("case.title")}>
        {found.error ? (
          <Failed problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  }
  return <Case view={view} decided={decided} />;
}

function Case({ view, decided }: { view: CaseView; decided: () => void }) {
  const { t } = useTranslation("approval");
  const fact = usePhoneFact();
  const decision = useDecision(view, decided);
  const [refusing, setRefusing] = useState(false);
  const kind = t(`kind.${view.kind}`);
  const { problem } = decision;
  return (
    <Page
      title={t("case.of", { kind })}
      dock={
        view.may.decide &&
        !decision.waiting && (
          <Dock>
            <Button busy={decision.busy} onPress={() => setRefusing(true)}>
              {t("decide.refuse")}
            </Button>
            <Button kind="filled" busy={decision.busy} onPress={() => void decision.answer("approve")}>
              {t("decide.approve", { kind })}
            </Button>
          </Dock>
        )
      }
    >
      {decision.waiting && (
        <Notice icon="offline" title={t("decide.waits")}>
          {t("decide.waits_why")}
        </Notice>
      )}
      {problem && (
        <Notice
          tone={isBehind(problem.code) ? "warning" : "danger"}
          title={isBehind(problem.code) ? t("behind.title") : undefined}
          alert
        >
          {problemWords(t, problem)}
        </Notice>
      )}
      {view.failure && (
        <Notice tone="danger" title={t("case.failed")}>
          {problemWords(t, { code: view.failure, status: 409 })}
        </Notice>
      )}
      <Card
        title={view.applicant ? <Name>{view.applicant.name}</Name> : t("list.unknown_person")}
        aside={<StatusDot state={caseState(view.status)}>{t(`status.${view.status}`)}</StatusDot>}
      >
        {view.applicant && (
          <p className="small" style={{ marginBottom: 12 }}>
            <Facts of={[view.applicant.number, view.applicant.unit_name]} />
          </p>
        )}
        <Values
          of={view.facts.map(({ label, value, hidden }) => ({
            name: t(`fact.${label}`, { defaultValue: label }),
            value: hidden ? <WhyNot reason={t("fact.hidden")} /> : fact(label, value),
          }))}
        />
      </Card>
      <Card title={t("case.progress")}>
        <CaseRail view={view} />
      </Card>
      <RefuseSheet
        open={refusing}
        close={() => setRefusing(false)}
        busy={decision.busy}
        fault={problem && fieldWords(t, problem).comment}
        refuse={async (comment) => {
          await decision.answer("refuse", comment);
          setRefusing(false);
        }}
      />
    </Page>
  );
}

/** The answer goes through the queue, with the version and content that were on the page. */
function useDecision(view: CaseView, decided: () => void) {
  const { t } = useTranslation("approval");
  const send = useSend();
  const toast = useToast();
  const cache = useQueryClient();
  const path = decidePath(view.id);
  const waiting = useWaitingFor(path);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const answer = async (outcome: "approve" | "refuse", comment?: string) => {
    if (!view.may.decide) return;
    setBusy(true);
    setProblem(undefined);
    const kind = t(`kind.${view.kind}`);
    const done = await send("POST", path, {
      title: outcome === "approve" ? t("decide.approve", { kind }) : t("decide.refuse_kind", { kind }),
      detail: view.applicant?.name,
      body: { node: view.may.decide, outcome, comment, version: view.version, content: view.content },
    });
    setBusy(false);
    void cache.invalidateQueries({ queryKey: ["approval"] });
    if (done.kind === "refused") return setProblem(done.problem);
    if (done.kind === "waiting") return;
    toast.done(t(outcome === "approve" ? "decide.approved" : "decide.refused"));
    decided();
  };
  return { answer, busy, problem, waiting };
}

interface RefuseProps {
  open: boolean;
  close: () => void;
  busy: boolean;
  fault?: string;
  refuse: (comment: string) => Promise<void>;
}

/** A refusal says why; the applicant reads it. */
function RefuseSheet({ open, close, busy, fault, refuse }: RefuseProps) {
  const { t } = useTranslation("approval");
  const [comment, setComment] = useState("");
  const [missing, setMissing] = useState(false);
  const press = () => {
    const words = comment.trim();
    setMissing(words === "");
    if (words !== "") void refuse(words);
  };
  return (
    <Sheet
      open={open}
      close={close}
      title={t("decide.refuse_title")}
      foot={
        <Button kind="filled" wide busy={busy} onPress={press}>
          {t("decide.refuse")}
        </Button>
      }
    >
      <Input
        label={t("decide.reason")}
        value={comment}
        onChange={setComment}
        long
        most={1000}
        fault={missing && comment.trim() === "" ? t("decide.comment_needed") : fault}
      />
    </Sheet>
  );
}
