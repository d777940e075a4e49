import { useTranslation } from "react-i18next";
import { decimal } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { DayStrip } from "@/shared/phone/DayStrip";
import { dayBox, inDays, type LeaveDay, type LeaveRequest, specialDays } from "../model";

/** Each day of a leave with what it counts, and why the unusual ones count as they do. */
export function Days({ days, counted }: { days: readonly LeaveDay[]; counted: LeaveRequest["counted"] }) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const specials = specialDays(counted);
  return (
    <>
      <DayStrip
        label={t("days.label")}
        days={days.map((one) => {
          const { note, kind } = dayBox(one, specials);
          return {
            day: one.day,
            figure: one.quantity === 0 ? t("days.not_counted") : decimal(inDays(one.quantity)),
            note: t(`days.${note}`),
            kind,
          };
        })}
      />
      {specials.map(({ kind, day, name }) => (
        <p key={day} className="small" style={{ marginTop: 8 }}>
          {t(`special.${kind}`, { day: format.phoneDay(day), name })}
        </p>
      ))}
    </>
  );
}
