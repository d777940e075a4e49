import { useTranslation } from "react-i18next";
import { percent } from "@/shared/format/numbers";
import { OWN } from "../item";
import type { ResultPart } from "../model";
import styles from "./MeasureChoice.module.css";

interface Props {
  parts: readonly ResultPart[];
  value: string;
  choose: (goal: string) => void;
}

/** By which number it will show: one of the result, or one of its own. */
export function MeasureChoice({ parts, value, choose }: Props) {
  const { t } = useTranslation("performance");
  const options = [
    ...parts.map(({ goal_id, name, standing }) => ({
      id: goal_id,
      name,
      note: standing.completion_ppm != null && percent(standing.completion_ppm, 1),
    })),
    { id: OWN, name: t("improve.own"), note: false as const },
  ];
  return (
    <div className={styles.choice} role="radiogroup" aria-label={t("improve.measure")}>
      <p className="small">{t("improve.measure")}</p>
      {options.map(({ id, name, note }) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio drawn as a card
        <button key={id} type="button" role="radio" aria-checked={id === value} onClick={() => choose(id)}>
          <span>{name}</span>
          {note && <span>{note}</span>}
        </button>
      ))}
    </div>
  );
}
