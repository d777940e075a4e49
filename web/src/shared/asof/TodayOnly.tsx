import { useTranslation } from "react-i18next";
import { Tag } from "../parts/Tag";
import { useAsOf } from "./AsOf";

/** Says on a card that it shows today although another day is looked at: what it shows is kept without a history. */
export function TodayOnly() {
  const { t } = useTranslation();
  const { day } = useAsOf();
  return day === undefined ? null : <Tag tone="warning">{t("as_of.today_only")}</Tag>;
}
