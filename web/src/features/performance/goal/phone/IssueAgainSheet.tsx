import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { Button } from "@/shared/phone/Button";
import { Input } from "@/shared/phone/Input";
import { Sheet } from "@/shared/phone/Sheet";
import { useToast } from "@/shared/phone/useToast";
import { goalPath } from "../hooks";
import type { Result } from "../model";
import { useMonth } from "../useMonth";
import { useStep } from "./useStep";

interface Props {
  open: boolean;
  close: () => void;
  result: Result;
  issued: (result: string) => void;
}

/** Issues a result anew with the reason; the version before stays to be seen. */
export function IssueAgainSheet({ open, close, result, issued }: Props) {
  const { t } = useTranslation("performance");
  const month = useMonth();
  const toast = useToast();
  const step = useStep(goalPath.issue);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const submit = async () => {
    setTried(true);
    if (reason.trim() === "") return;
    const done = await step.take({
      title: t("issue.queued", { name: result.employee.name }),
      detail: month(result.month),
      body: {
        employment_id: result.employee.employment_id,
        month: result.month,
        reason: reason.trim(),
      },
    });
    if (done.kind === "refused") return;
    close();
    if (done.kind !== "sent") return;
    toast.done(t("issue.done"));
    issued(done.answer.id);
  };
  return (
    <Sheet
      open={open}
      close={close}
      title={t("issue.again")}
      foot={
        <Button kind="filled" wide busy={step.busy} onPress={() => void submit()}>
          {t("issue.again")}
        </Button>
      }
    >
      <p className="small">{t("issue.again_why", { version: result.version + 1 })}</p>
      <Input
        label={t("issue.reason")}
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
