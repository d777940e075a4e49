import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Notice } from "@/shared/parts/Notice";
import { asked, type Goal } from "./model";

/** The question that waits, for whoever answers it: its words, and how it is answered. */
export function Asked({ goal, own = false }: { goal: Goal; own?: boolean }) {
  const { t } = useTranslation("performance");
  const format = useFormat();
  const question = asked(goal);
  if (!question) return null;
  return (
    <Notice
      tone="warning"
      icon="ask"
      title={t(own ? "asked.own" : "asked.title", { name: goal.employee.name })}
    >
      <p>{question.words}</p>
      <p className="small">
        <Facts of={[format.shortMoment(question.at), t(own ? "asked.own_why" : "asked.answer")]} />
      </p>
    </Notice>
  );
}
