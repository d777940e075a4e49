import { useState } from "react";
import { useTranslation } from "react-i18next";
import { decimal } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { Notice } from "@/shared/parts/Notice";
import { Button } from "@/shared/phone/Button";
import { Input } from "@/shared/phone/Input";
import { Sheet } from "@/shared/phone/Sheet";
import { useToast } from "@/shared/phone/useToast";
import { goalPath } from "../hooks";
import { type Observation, typedNumber } from "../model";
import { useStep } from "./useStep";

interface Props {
  /** The number that is mistaken; absent while the sheet is closed. */
  of: Observation | undefined;
  unit: string;
  close: () => void;
}

/** Puts another number in the place of one that was reported. Both stay to be seen. */
export function CorrectSheet({ of, unit, close }: Props) {
  const { t } = useTranslation("performance");
  return (
    <Sheet open={of !== undefined} close={close} title={t("correct.title")}>
      {of && <Form key={of.id} of={of} unit={unit} close={close} />}
    </Sheet>
  );
}

function Form({ of, unit, close }: Props & { of: Observation }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const toast = useToast();
  const step = useStep(goalPath.correct(of.id));
  const [value, setValue] = useState("");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const exact = typedNumber(value);
  const faults = step.problem ? fieldWords(t, step.problem) : {};
  const was = `${decimal(of.value)} ${unit}`;
  const submit = async () => {
    setTried(true);
    if (exact === undefined || reason.trim() === "") return;
    const done = await step.take({
      title: t("correct.queued", { before: was, after: `${decimal(exact)} ${unit}` }),
      detail: reason.trim(),
      body: { value: exact, reason: reason.trim() },
    });
    if (done.kind === "refused") return;
    if (done.kind === "sent") toast.done(t("correct.done"));
    close();
  };
  return (
    <>
      <p className="small">
        {t("correct.of", { day: format.phoneDay(of.day_on), value: was, name: of.by_name })}
      </p>
      {step.problem && Object.keys(faults).length === 0 && (
        <Notice tone="danger" alert>
          {problemWords(t, step.problem)}
        </Notice>
      )}
      <Input
        label={t("correct.value", { unit })}
        kind="number"
        value={value}
        onChange={setValue}
        fault={tried && exact === undefined ? t("report.not_a_number") : faults.value}
      />
      <Input
        label={t("correct.reason")}
        value={reason}
        onChange={setReason}
        hint={t("correct.effect")}
        long
        most={500}
        fault={tried && reason.trim() === "" ? t("problem:field.required") : faults.reason}
      />
      <div style={{ padding: "12px 0 24px" }}>
        <Button kind="filled" wide busy={step.busy} onPress={() => void submit()}>
          {t("correct.submit")}
        </Button>
      </div>
    </>
  );
}
