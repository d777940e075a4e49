import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { Button } from "@/shared/phone/Button";
import { Input } from "@/shared/phone/Input";
import { Sheet } from "@/shared/phone/Sheet";
import { useToast } from "@/shared/phone/useToast";
import { goalPath } from "../hooks";
import type { Goal } from "../model";
import { useStep } from "./useStep";

/** A question instead of a yes; whoever answers for the goal is told. */
export function QuestionSheet({ open, close, goal }: { open: boolean; close: () => void; goal: Goal }) {
  const { t } = useTranslation("performance");
  const toast = useToast();
  const { take, busy, problem } = useStep(goalPath.question(goal.id));
  const [words, setWords] = useState("");
  const [tried, setTried] = useState(false);
  const submit = async () => {
    setTried(true);
    if (words.trim() === "") return;
    const done = await take({
      title: t("question.action"),
      detail: words.trim(),
      body: { version: goal.version, words: words.trim() },
    });
    if (done.kind === "refused") return;
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
