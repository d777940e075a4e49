import { DatePicker } from "antd";
import dayjs from "dayjs";
import type { Day } from "../format/dates";

interface Props {
  id?: string;
  value?: Day;
  onChange?: (day: Day | undefined) => void;
  /** The earliest day that may be chosen. */
  from?: Day;
  placeholder?: string;
  "aria-label"?: string;
}

/** A calendar day in a form: kept as `YYYY-MM-DD`, never as an instant. */
export function DayField({ id, value, onChange, from, placeholder, "aria-label": label }: Props) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      placeholder={placeholder}
      style={{ width: "100%" }}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day?.format("YYYY-MM-DD"))}
      // Enter chooses the day that was typed; the form is sent on purpose.
      onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      minDate={from ? dayjs(from) : undefined}
    />
  );
}
