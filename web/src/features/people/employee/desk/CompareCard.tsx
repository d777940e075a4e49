import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Card } from "@/shared/desk/Card";
import { DayField } from "@/shared/desk/DayField";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useFormat } from "@/shared/format/useFormat";
import { Icon } from "@/shared/icons/Icon";
import { useDifferences } from "../../hooks";
import styles from "./EmployeePage.module.css";
import { useFactWords } from "./words";

interface Props {
  id: string;
  from: string;
  to: string;
  change: (from: string | undefined) => void;
  close: () => void;
}

/** What differs between two days. */
export function CompareCard({ id, from, to, change, close }: Props) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const words = useFactWords();
  const found = useDifferences(id, from, to);
  return (
    <div className={styles.gap}>
      <Card
        title={t("compare.title")}
        flush
        aside={
          <span className={styles.compare}>
            <DayField value={from} onChange={change} aria-label={t("compare.from")} />
            {t("compare.and", { day: format.day(to) })}
            <Button
              type="text"
              size="small"
              icon={<Icon name="close" />}
              aria-label={t("common:action.close")}
              onClick={close}
            />
          </span>
        }
      >
        {found.error ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : from >= to ? (
          <p style={{ padding: 16 }}>{t("compare.order")}</p>
        ) : !found.data ? (
          <div style={{ padding: 16 }}>
            <Skeleton active title={false} paragraph={{ rows: 3 }} />
          </div>
        ) : found.data.differences.length === 0 ? (
          <p style={{ padding: 16 }}>{t("compare.same")}</p>
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t("compare.fact")}</th>
                <th scope="col">{from}</th>
                <th scope="col">{to}</th>
              </tr>
            </thead>
            <tbody>
              {found.data.differences.map(({ field, before, after }) => (
                <tr key={field}>
                  <td>{t(`fact.${field}`)}</td>
                  <td className={styles.old}>{words(field, before)}</td>
                  <td className={styles.new}>{words(field, after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
    </div>
  );
}
