import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { Button } from "@/shared/phone/Button";
import { Input } from "@/shared/phone/Input";
import { Sheet } from "@/shared/phone/Sheet";
import { useToast } from "@/shared/phone/useToast";
import { goalPath } from "../hooks";
import { agreed, type Goal } from "../model";
import { useStep } from "./useStep";

/** Takes a goal back for good, with the reason. */
export function CancelSheet({ open, close, goal }: { open: boolean; close: () => void; goal: Goal }) {
  const { t } = useTranslation("performance");
  const toast = useToast();
  const step = useStep(goalPath.cancel(goal.id));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const name = agreed(goal)?.name ?? "";
  const submit = async () => {
    setTried(true);
    if (reason.trim() === "") return;
    const done = await step.take({
      title: t("cancel.queued", { goal: name }),
      detail: reason.trim(),
      body: { reason: reason.trim() },
    });
    if (done.kind === "refused") return;
    if (done.kind === "sent") toast.done(t("cancel.done"));
    close();
  };
  return (
    <Sheet
      open={open}
      close={close}
      title={t("cancel.title", { goal: name })}
      foot={
        <Button kind="filled" wide busy={step.busy} onPress={() => void submit()}>
          {t("cancel.submit")}
        </Button>
      }
    >
      <p className="small">{t("cancel.effect", { name: goal.employee.name })}</p>
      <Input
        label={t("cancel.reason")}
        value={reason}
        onChange={setReason}
        long
        most={500}
        fault={
          tried && reason.trim() === ""
            ? t("problem:field.required")
            : step.problem && (fieldWords(t, step.problem).reason ?? problemWords(t, step.problem))
        }
      />
    </Sheet>
  );
}
