import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/api/problem";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { Button } from "@/shared/phone/Button";
import { Input } from "@/shared/phone/Input";
import { Sheet } from "@/shared/phone/Sheet";
import { useSend } from "@/shared/phone/useSend";
import { useToast } from "@/shared/phone/useToast";
import { goalPath, useGoalsAgain } from "../hooks";
import type { Goal } from "../model";

/** A question instead of a yes; whoever answers for the goal is told. */
export function QuestionSheet({ open, close, goal }: { open: boolean; close: () => void; goal: Goal }) {
  const { t } = useTranslation("performance");
  const send = useSend();
  const toast = useToast();
  const again = useGoalsAgain();
  const [words, setWords] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async () => {
    setTried(true);
    if (words.trim() === "") return;
    setBusy(true);
    setProblem(undefined);
    const done = await send({
      title: t("question.action"),
      detail: words.trim(),
      method: "POST",
      path: goalPath.question(goal.id),
      body: { version: goal.version, words: words.trim() },
    });
    setBusy(false);
    again();
    if (done.kind === "refused") return setProblem(done.problem);
    if (done.kind === "sent") toast.done(t("question.done"));
    close();
  };
  return (
    <Sheet
      open={open}
      close={close}
      title={t("question.title")}
      foot={
        <Button kind="filled" wide busy={busy} onPress={() => void submit()}>
          {t("question.submit")}
        </Button>
      }
    >
      <Input
        label={t("question.words")}
        value={words}
        onChange={setWords}
        long
        most={500}
        fault={
          tried && words.trim() === ""
            ? t("question.no_words")
            : problem && (fieldWords(t, problem).words ?? problemWords(t, problem))
        }
      />
    </Sheet>
  );
}
