import { useTranslation } from "react-i18next";
import { Segments } from "@/shared/phone/Choice";
import { DayField } from "@/shared/phone/DayField";
import { type Ask, from, type Half, until } from "../model";
import styles from "./SpanFields.module.css";

/** First and last day, each with its half. */
export function SpanFields({ ask, change }: { ask: Ask; change: (ask: Ask) => void }) {
  const { t } = useTranslation("time");
  const halves = (label: string, value: Half, onChange: (half: Half) => void) => (
    <Segments
      label={label}
      value={value}
      onChange={onChange}
      segments={[
        { value: "am", title: t("half.am") },
        { value: "pm", title: t("half.pm") },
      ]}
    />
  );
  return (
    <>
      <div className={styles.line}>
        <DayField
          label={t("ask.first_day")}
          value={ask.first_day}
          onChange={(day) => change(from(ask, day, ask.first_half))}
        />
        {halves(t("ask.first_half"), ask.first_half, (half) => change(from(ask, ask.first_day, half)))}
      </div>
      <div className={styles.line}>
        <DayField
          label={t("ask.last_day")}
          value={ask.last_day}
          earliest={ask.first_day}
          onChange={(day) => change(until(ask, day, ask.last_half))}
        />
        {halves(t("ask.last_half"), ask.last_half, (half) => change(until(ask, ask.last_day, half)))}
      </div>
    </>
  );
}
