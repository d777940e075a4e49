import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useToday } from "@/shared/format/today";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { Notice } from "@/shared/parts/Notice";
import { Button } from "@/shared/phone/Button";
import { Input } from "@/shared/phone/Input";
import { Sheet } from "@/shared/phone/Sheet";
import { useToast } from "@/shared/phone/useToast";
import type { NumberPlace } from "../hooks";
import { type Month, reportDays, typedNumber } from "../model";
import { useStep } from "./useStep";

interface Props {
  open: boolean;
  close: () => void;
  /** What is measured, and in which unit. */
  name: string;
  unit: string;
  month: Month;
  path: NumberPlace;
}

/** A number with a line of words. It goes through the queue, so it can be written without a line. */
export function ReportSheet({ open, close, name, unit, month, path }: Props) {
  const { t } = useTranslation("performance");
  const { day: today } = useToday();
  const days = reportDays(month, today);
  const toast = useToast();
  const { take, busy, problem } = useStep(path);
  const [value, setValue] = useState("");
  const [words, setWords] = useState("");
  const [day, setDay] = useState(days.latest);
  const [tried, setTried] = useState(false);
  const faults = problem ? fieldWords(t, problem) : {};
  const exact = typedNumber(value);

  const submit = async () => {
    setTried(true);
    if (exact === undefined || words.trim() === "") return;
    const done = await take({
      title: t("report.queued", { name, value: exact, unit }),
      detail: words.trim(),
      body: { value: exact, day_on: day, words: words.trim() },
    });
    if (done.kind === "refused") return;
    if (done.kind === "sent") toast.done(t("report.done"));
    setValue("");
    setWords("");
    setTried(false);
    close();
  };

  return (
    <Sheet
      open={open}
      close={close}
      title={t("report.title")}
      foot={
        <Button kind="filled" wide busy={busy} onPress={() => void submit()}>
          {t("report.submit")}
        </Button>
      }
    >
      {problem && Object.keys(faults).length === 0 && (
        <Notice tone="danger" alert>
          {problemWords(t, problem)}
        </Notice>
      )}
      <Input
        label={t("report.value", { name, unit })}
        kind="number"
        value={value}
        onChange={setValue}
        hint={t("report.value_hint")}
        fault={tried && exact === undefined ? t("report.not_a_number") : faults.value}
      />
      <Input
        label={t("report.words")}
        value={words}
        onChange={setWords}
        long
        most={500}
        fault={tried && words.trim() === "" ? t("report.no_words") : faults.words}
      />
      <Input
        label={t("report.day")}
        kind="date"
        value={day}
        onChange={setDay}
        earliest={days.earliest}
        latest={days.latest}
        fault={faults.day_on}
      />
    </Sheet>
  );
}
