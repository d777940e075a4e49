import { Button, Calendar, Popover } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsOf } from "../asof/AsOf";
import { useToday } from "../format/today";
import { useFormat } from "../format/useFormat";
import { Icon } from "../icons/Icon";
import styles from "./AsOfControl.module.css";

/** 截至今天, or amber with another day. */
export function AsOfControl() {
  const { t } = useTranslation();
  const { day, show } = useAsOf();
  const { day: today } = useToday();
  const [open, setOpen] = useState(false);
  const pick = (chosen: string) => {
    show(chosen === today ? undefined : chosen);
    setOpen(false);
  };
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      placement="bottomLeft"
      content={
        <div className={styles.calendar}>
          <Calendar
            fullscreen={false}
            value={dayjs(day ?? today)}
            onSelect={(value, { source }) => source === "date" && pick(value.format("YYYY-MM-DD"))}
          />
          {day && (
            <Button block onClick={() => pick(today)}>
              {t("as_of.back")}
            </Button>
          )}
        </div>
      }
    >
      <button
        type="button"
        className={styles.control}
        data-past={day !== undefined || undefined}
        aria-haspopup="dialog"
      >
        <Icon name="calendar" />
        <span>{day ? t("as_of.day", { day }) : t("as_of.today")}</span>
        <Icon name="down" size={12} />
      </button>
    </Popover>
  );
}

/** The amber band over the whole page while another day is shown. */
export function AsOfBand({ later }: { later?: { count: number; href: string } }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { day, show } = useAsOf();
  if (!day) return null;
  return (
    <div className={styles.band} role="status">
      <Icon name="history" />
      <b>{t("as_of.viewing", { day: format.day(day) })}</b>
      <span className={styles.grow}>{t("as_of.read_only")}</span>
      {later && later.count > 0 && (
        <>
          <span>{t("as_of.later", { count: later.count })}</span>
          <Button size="small" href={later.href}>
            {t("as_of.show_later")}
          </Button>
        </>
      )}
      <Button size="small" onClick={() => show(undefined)}>
        {t("as_of.back")}
      </Button>
    </div>
  );
}
