import { useTranslation } from "react-i18next";
import { decimal } from "@/shared/format/numbers";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Tag } from "@/shared/parts/Tag";
import { TextAction } from "@/shared/phone/Button";
import { Card, Row } from "@/shared/phone/Card";
import type { Observation } from "../model";

interface Props {
  of: readonly Observation[];
  unit: string;
  /** Puts another number in the place of one; absent for those who may not. */
  correct?: (one: Observation) => void;
}

/** What was reported, last first; a number that another took the place of stays to be seen. */
export function Numbers({ of, unit, correct }: Props) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  if (of.length === 0) return null;
  return (
    <Card rows label={t("numbers.title")}>
      {[...of].reverse().map((one) => (
        <Row
          key={one.id}
          title={
            <>
              {format.phoneDay(one.day_on)}{" "}
              {one.source === "correction" && <Tag tone="info">{t("numbers.correction")}</Tag>}
              {one.superseded && <Tag>{t("numbers.superseded")}</Tag>}
            </>
          }
          detail={
            <>
              {one.words}
              <br />
              <span className="mini">
                <Facts
                  of={[
                    one.by_name,
                    format.shortMoment(one.at),
                    one.days_after_day > 0 && t("numbers.days_after", { count: one.days_after_day }),
                  ]}
                />
              </span>
            </>
          }
          end={
            one.superseded ? (
              <s>
                {decimal(one.value)} {unit}
              </s>
            ) : (
              <>
                {decimal(one.value)} {unit}
                {correct && (
                  <div style={{ marginTop: 8 }}>
                    <TextAction onPress={() => correct(one)}>{t("correct.action")}</TextAction>
                  </div>
                )}
              </>
            )
          }
        />
      ))}
    </Card>
  );
}
