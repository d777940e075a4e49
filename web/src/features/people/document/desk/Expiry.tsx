import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { expiryState } from "../model";

/** Until when something holds; days left only when they are few. */
export function Expiry({ day }: { day?: string | null }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  if (!day) return t("document.no_end");
  const days = format.daysUntil(day);
  return (
    <StatusDot state={expiryState(days) ?? "valid"}>
      <span>
        <Facts
          of={[
            day,
            days < 0
              ? t("document.over", { count: -days })
              : days <= 90
                ? t("document.left", { count: days })
                : undefined,
          ]}
        />
      </span>
    </StatusDot>
  );
}
