import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import type { Month } from "../model";
import { monthsAround } from "../months";
import { useMonth } from "../useMonth";

interface Props {
  month: Month | undefined;
  choose: (month: Month | undefined) => void;
  /** The list is always of one month. */
  always?: boolean;
}

/** Months to narrow a list to; a month of the address that is further away is offered too. */
export function MonthFilter({ month, choose, always }: Props) {
  const { t } = useTranslation("performance");
  const words = useMonth();
  const { day: today } = useToday();
  const around = monthsAround(today);
  const months = month && !around.includes(month) ? [month, ...around] : around;
  const options = months.map((one) => ({ value: one, label: words(one) }));
  if (always)
    return (
      <Select<Month>
        aria-label={t("goal.month")}
        prefix={<span className="caption">{t("goal.month")}</span>}
        value={month}
        options={options}
        onChange={choose}
        popupMatchSelectWidth={false}
      />
    );
  return (
    <FilterSelect
      label={t("goal.month")}
      value={month}
      all={t("list.all")}
      options={options}
      onChange={choose}
    />
  );
}

/** What a list covers: scope, month, moment. */
export function Covers({ month }: { month: Month | undefined }) {
  const { t } = useTranslation("performance");
  const words = useMonth();
  const format = useFormat();
  const { now } = useToday();
  return (
    <Facts
      of={[t("list.covers"), month && words(month), t("standing.as_of", { day: format.shortMoment(now) })]}
    />
  );
}

/** A name in a list that opens its row. */
export function RowOpen({ open, children }: { open: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="row-open"
      onClick={(event) => {
        event.stopPropagation();
        open();
      }}
    >
      {children}
    </button>
  );
}
