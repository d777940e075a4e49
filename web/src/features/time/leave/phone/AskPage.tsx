import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf, unreachable } from "@/api/problem";
import { useSession } from "@/shared/access/Session";
import { decimal } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Notice } from "@/shared/parts/Notice";
import { Button } from "@/shared/phone/Button";
import { Card } from "@/shared/phone/Card";
import { Options } from "@/shared/phone/Choice";
import { Input } from "@/shared/phone/Input";
import { Dock, Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { useSend } from "@/shared/phone/useSend";
import { useToast } from "@/shared/phone/useToast";
import { requestsPath, useBalances, useLeaveAgain, useLeaveTypes, usePreview } from "../hooks";
import { type Ask, against, inDays, type LeaveType, nameIn, startAsk, toSend } from "../model";
import { PreviewCards } from "./PreviewCards";
import { SpanFields } from "./SpanFields";
import { useAskDraft } from "./useAskDraft";
import { useSpan, useTypeName } from "./words";

interface Props {
  /** Where a request goes on: its page once it is there, the list while it waits on the phone. */
  sent: (id: string | undefined) => void;
}

/** Asking for leave: which, from when to when, and at once how many days, what is left after and who decides. */
export function AskPage({ sent }: Props) {
  const { t } = useTranslation("time");
  const types = useLeaveTypes();
  const session = useSession();
  if (!session?.employment)
    return (
      <Page title={t("ask.title")}>
        <Empty title={t("ask.no_employment")}>{t("ask.no_employment_why")}</Empty>
      </Page>
    );
  if (!types.data)
    return (
      <Page title={t("ask.title")}>
        {types.error ? (
          <Failed problem={problemOf(types.error)} retry={() => void types.refetch()} />
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  const first = types.data.items[0];
  if (!first)
    return (
      <Page title={t("ask.title")}>
        <Empty title={t("ask.no_types")}>{t("ask.no_types_why")}</Empty>
      </Page>
    );
  return <Form account={session.account.id} types={types.data.items} first={first} sent={sent} />;
}

interface FormProps extends Props {
  account: string;
  types: LeaveType[];
  first: LeaveType;
}

function Form({ account, types, first, sent }: FormProps) {
  const { t } = useTranslation("time");
  const language = useLanguage();
  const format = useFormat();
  const { day: today } = useToday();
  const [draft, keep] = useAskDraft(account);
  const ask = draft ?? startAsk(first.code, today);
  const balances = useBalances().data?.items;
  const seen = usePreview(ask);
  const submission = useSubmit(ask, () => keep(undefined), sent);
  const shown = seen.error ? undefined : seen.data;
  const blocked = shown ? against(shown.findings) : [];
  const unseen = seen.error ? problemOf(seen.error) : undefined;
  const offline = unseen?.status === unreachable.status;
  const faults = submission.problem ?? (offline ? undefined : unseen);

  const note = (type: LeaveType) => {
    const balance = balances?.find(({ leave_type }) => leave_type === type.code);
    if (!type.needs_balance) return t("ask.without_balance");
    return balance && format.days(balance.quantity);
  };
  return (
    <Page
      title={t("ask.title")}
      dock={
        <Dock>
          <Button
            kind="filled"
            busy={submission.busy}
            blocked={blocked.length > 0 || (unseen !== undefined && !offline)}
            onPress={() => void submission.submit(shown?.quantity)}
          >
            {shown && !seen.isPlaceholderData
              ? t("ask.submit_days", { count: shown.quantity / 100, amount: decimal(inDays(shown.quantity)) })
              : t("ask.submit")}
          </Button>
        </Dock>
      }
    >
      <Card>
        <Options
          label={t("ask.type")}
          value={ask.leave_type}
          options={types.map((type) => ({
            value: type.code,
            title: nameIn(language, type),
            note: note(type),
          }))}
          onChange={(leave_type) => keep({ ...ask, leave_type })}
        />
        <div style={{ marginTop: 8 }}>
          <SpanFields ask={ask} change={keep} />
        </div>
      </Card>
      {faults && <Fault problem={faults} refused={submission.problem !== undefined} />}
      {offline && (
        <Notice icon="offline" title={t("ask.offline")}>
          {t("ask.offline_why")}
        </Notice>
      )}
      {blocked.map(({ code, params }) => (
        <Notice key={code} tone="warning" alert>
          {problemWords(t, { code, params, status: 422 }, format.phoneDay)}
        </Notice>
      ))}
      {shown ? (
        <PreviewCards preview={shown} leaveType={ask.leave_type} />
      ) : (
        !unseen && <Skeleton cards={2} />
      )}
      <Card>
        <Input
          label={t("ask.reason")}
          value={ask.reason ?? ""}
          onChange={(reason) => keep({ ...ask, reason })}
          hint={t("ask.reason_hint")}
          long
          most={500}
        />
      </Card>
    </Page>
  );
}

/** What is wrong with the whole, or with its fields. */
function Fault({ problem, refused }: { problem: Problem; refused: boolean }) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const fields = Object.entries(fieldWords(t, problem));
  return (
    <Notice
      tone={refused ? "danger" : "warning"}
      alert
      title={refused && fields.length === 0 ? t("ask.refused") : undefined}
    >
      {fields.length > 0
        ? fields.map(([field, words]) => (
            <p key={field}>
              {t(`field.${field}`, { defaultValue: field })} {words}
            </p>
          ))
        : problemWords(t, problem, format.phoneDay)}
    </Notice>
  );
}

/** Sends what is written, once, now or as soon as there is a line. */
function useSubmit(ask: Ask, forget: () => void, sent: Props["sent"]) {
  const { t } = useTranslation("time");
  const send = useSend();
  const toast = useToast();
  const again = useLeaveAgain();
  const span = useSpan();
  const typeName = useTypeName();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async (quantity: number | undefined) => {
    setBusy(true);
    setProblem(undefined);
    const type = typeName(ask.leave_type);
    const done = await send("POST", requestsPath, {
      title:
        quantity === undefined
          ? type
          : t("leave.of", { type, count: quantity / 100, amount: decimal(inDays(quantity)) }),
      detail: span(ask),
      body: toSend(ask),
    });
    setBusy(false);
    again();
    if (done.kind === "refused") return setProblem(done.problem);
    forget();
    if (done.kind === "sent") toast.done(t("ask.sent"));
    sent(done.kind === "sent" ? done.answer.id : undefined);
  };
  return { submit, busy, problem };
}
