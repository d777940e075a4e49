import { Button, Form, Input, Popconfirm, Radio, Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { useReadOnly } from "@/shared/asof/AsOf";
import { TodayOnly } from "@/shared/asof/TodayOnly";
import { Card } from "@/shared/desk/Card";
import { DayField } from "@/shared/desk/DayField";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useClearDay, useOwnDays, useSetDays } from "../hooks";
import { type CalendarView, type DaysForm, daysOf, type OwnDay, yearsOf } from "../model";
import styles from "./Calendars.module.css";

interface Props {
  calendar: CalendarView;
  year?: string;
  show: (year: string) => void;
  /** The form of days is open. */
  setting: boolean;
  close: () => void;
}

/** The own days of one calendar, a year at a time. */
export function DaysCard({ calendar, year, show, setting, close }: Props) {
  const { t } = useTranslation("time");
  const { day: today } = useToday();
  const list = useOwnDays(calendar.id);
  const days = list.data?.items ?? [];
  const years = yearsOf(days, today);
  const shown = year && years.includes(year) ? year : today.slice(0, 4);
  const rows = days.filter(({ day }) => day.startsWith(shown));
  return (
    <Card
      title={calendar.name}
      covers={<TodayOnly />}
      flush
      end={
        <Select
          size="small"
          aria-label={t("calendar.year")}
          value={shown}
          options={years.map((one) => ({ value: one, label: one }))}
          onChange={show}
        />
      }
    >
      {list.error ? (
        <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <div className={styles.none}>
          <Skeleton active title={false} />
        </div>
      ) : rows.length === 0 ? (
        <p className={styles.none}>{t("calendar.no_days", { year: shown })}</p>
      ) : (
        <ul className={styles.days}>
          {rows.map((row) => (
            <Day key={row.day} calendar={calendar.id} row={row} />
          ))}
        </ul>
      )}
      {setting && <SetDays calendar={calendar} days={days} close={close} />}
    </Card>
  );
}

function Day({ calendar, row }: { calendar: string; row: OwnDay }) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const say = useSay();
  const may = useCan("leave.set_up");
  const readOnly = useReadOnly();
  const clear = useClearDay(calendar);
  const day = format.day(row.day);
  return (
    <li>
      <span className={styles.day}>{day}</span>
      <StatusDot state={row.effect === "off" ? "valid" : "attention"}>
        {t(`calendar.effect.${row.effect}`)}
      </StatusDot>
      <span className={styles.name}>{row.name}</span>
      {may && !readOnly && (
        <Popconfirm
          title={t("calendar.clear_title", { day })}
          description={t("calendar.clear_why")}
          okText={t("calendar.clear")}
          cancelText={t("common:action.cancel")}
          onConfirm={() =>
            clear.mutateAsync(row.day).then(
              () => say.done(t("calendar.cleared")),
              (error: unknown) => say.problem(problemOf(error)),
            )
          }
        >
          <Button size="small" type="link" aria-label={t("calendar.clear_of", { day })}>
            {t("calendar.clear")}
          </Button>
        </Popconfirm>
      )}
    </li>
  );
}

interface SetProps {
  calendar: CalendarView;
  days: readonly OwnDay[];
  close: () => void;
}

/** Makes days off or working days: what they replace stands there before it happens. */
function SetDays({ calendar, days, close }: SetProps) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const say = useSay();
  const set = useSetDays(calendar.id);
  const { day: today } = useToday();
  const [values, setValues] = useState<Partial<DaysForm>>({ effect: "off", first: today });
  const required = { required: true, message: t("grant.required") };
  const chosen = values.first ? daysOf(values.first, values.last) : [];
  const replaced = days.filter(({ day }) => chosen.includes(day)).length;
  return (
    <Drawer title={t("calendar.set")} status={calendar.name} close={close}>
      <EntryForm<DaysForm>
        name={`calendar.${calendar.id}`}
        initial={{ effect: "off", first: today }}
        submit={t("calendar.set")}
        cancel={close}
        onValues={setValues}
        effect={
          chosen.length > 0 && (
            <Notice
              title={t(`calendar.set_effect.${values.effect ?? "off"}`, {
                days:
                  chosen.length === 1
                    ? format.day(chosen[0] ?? "")
                    : format.range(chosen[0] ?? "", chosen.at(-1) ?? ""),
                count: chosen.length,
              })}
            >
              {replaced > 0 && <p>{t("calendar.replaces", { count: replaced })}</p>}
              <p>{t("calendar.set_why")}</p>
            </Notice>
          )
        }
        send={async (form) => {
          await set.mutateAsync(form);
          say.done(t("calendar.set_done"));
          close();
        }}
      >
        <div className={styles.pair}>
          <Form.Item name="first" label={t("calendar.first")} rules={[required]}>
            <DayField />
          </Form.Item>
          <Form.Item
            name="last"
            label={t("calendar.last")}
            extra={t("calendar.last_why")}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, last?: string) =>
                  last && daysOf(getFieldValue("first") as string, last).length === 0
                    ? Promise.reject(new Error(t("calendar.last_wrong")))
                    : Promise.resolve(),
              }),
            ]}
          >
            <DayField from={values.first} />
          </Form.Item>
        </div>
        <Form.Item name="effect" label={t("calendar.effect")} rules={[required]}>
          <Radio.Group
            options={(["off", "work"] as const).map((one) => ({
              value: one,
              label: t(`calendar.effect.${one}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={t("calendar.name")}
          extra={t("calendar.name_why")}
          rules={[{ ...required, whitespace: true }]}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
