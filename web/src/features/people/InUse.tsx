import { useTranslation } from "react-i18next";
import { StatusDot } from "@/shared/parts/StatusDot";

/** Whether an entry of a catalogue, or an own field, is still offered. */
export function InUse({ retired }: { retired: boolean }) {
  const { t } = useTranslation("people");
  return (
    <StatusDot state={retired ? "ended" : "valid"}>
      {t(retired ? "catalogue.retired" : "catalogue.in_use")}
    </StatusDot>
  );
}
