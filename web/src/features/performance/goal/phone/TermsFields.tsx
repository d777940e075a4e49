import { useTranslation } from "react-i18next";
import type { Problem } from "@/api/problem";
import { fieldWords } from "@/shared/i18n/problemWords";
import { Segments } from "@/shared/phone/Choice";
import { Input } from "@/shared/phone/Input";
import { type Month, reportDays } from "../model";
import { type TermsForm, termsFaults } from "../terms";
import styles from "./TermsFields.module.css";

interface Props {
  form: TermsForm;
  change: (change: Partial<TermsForm>) => void;
  month: Month;
  /** It was tried to send it: what is missing is said. */
  tried: boolean;
  /** What the server said of the fields. */
  problem: Problem | undefined;
}

/** What exactly is to be reached, in which unit, how much, by when, and how much of the month it weighs. */
export function TermsFields({ form, change, month, tried, problem }: Props) {
  const { t } = useTranslation("performance");
  const found = tried ? termsFaults(form, month) : {};
  const said = problem ? fieldWords(t, problem) : {};
  const fault = (field: keyof TermsForm) => {
    const own = found[field];
    return own ? t(`problem:field.${own}`) : said[`terms.${field}`];
  };
  const last = reportDays(month, "9999");
  return (
    <>
      <Input
        label={t("terms.name")}
        value={form.name}
        onChange={(name) => change({ name })}
        hint={t("terms.name_hint")}
        fault={fault("name")}
        most={200}
      />
      <div className={styles.pair}>
        <Input
          label={t("goal.target")}
          kind="number"
          value={form.target}
          onChange={(target) => change({ target })}
          fault={fault("target")}
        />
        <Input
          label={t("terms.unit")}
          value={form.unit}
          onChange={(unit) => change({ unit })}
          hint={t("terms.unit_hint")}
          fault={fault("unit")}
          most={20}
        />
      </div>
      <div className={styles.line}>
        <span className="small">{t("goal.direction")}</span>
        <Segments
          full
          label={t("goal.direction")}
          value={form.direction}
          onChange={(direction) => change({ direction })}
          segments={[
            { value: "higher", title: t("direction.higher") },
            { value: "lower", title: t("direction.lower") },
          ]}
        />
      </div>
      <div className={styles.pair}>
        <Input
          label={t("terms.weight")}
          kind="number"
          value={form.weight_ppm}
          onChange={(weight_ppm) => change({ weight_ppm })}
          fault={fault("weight_ppm")}
        />
        <Input
          label={t("terms.baseline")}
          kind="number"
          value={form.baseline}
          onChange={(baseline) => change({ baseline })}
          hint={t("terms.baseline_hint")}
          fault={fault("baseline")}
        />
      </div>
      <Input
        label={t("goal.due_on")}
        kind="date"
        value={form.due_on}
        onChange={(due_on) => change({ due_on })}
        earliest={last.earliest}
        latest={last.latest}
        fault={fault("due_on")}
      />
    </>
  );
}
