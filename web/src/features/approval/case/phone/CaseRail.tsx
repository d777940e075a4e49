import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Rail, type RailStep } from "@/shared/phone/Rail";
import { type CaseView, railState } from "../model";
import { useWhyWords } from "../words";

/** How far a case has come: who decides, in order, each with the reason and, once given, the answer. */
export function CaseRail({ view }: { view: CaseView }) {
  const { t } = useTranslation("approval");
  const format = useFormat();
  const why = useWhyWords();
  const people = view.nodes.flatMap((node) =>
    node.people.map((task, index): RailStep => {
      const [state, person] = [railState(task), task.person];
      return {
        key: `${node.key}:${index}`,
        state,
        title: (
          <>
            <b>{person ? <Name>{person.name}</Name> : t("rail.nobody")}</b>{" "}
            <span className="small">
              <Facts
                of={[person?.number, task.outcome ? t(`outcome.${task.outcome}`) : t(`task.${task.status}`)]}
              />
            </span>
          </>
        ),
        detail: (
          <Facts
            of={[
              task.decided_at && format.shortMoment(task.decided_at),
              task.comment && t("rail.said", { words: task.comment }),
              t("rail.why", { why: why(task.why) }),
              node.people.length > 1 && t(`mode.${node.mode.mode}`, { ...node.mode }),
            ]}
          />
        ),
      };
    }),
  );
  return (
    <Rail
      label={t("case.progress")}
      steps={[
        {
          key: "opened",
          state: "done",
          title: t("rail.opened"),
          detail: format.shortMoment(view.opened_at),
        },
        ...people,
        {
          key: "end",
          state: view.closed_at ? "done" : "ahead",
          title: t(view.closed_at ? `status.${view.status}` : "rail.end"),
          detail: view.closed_at && format.shortMoment(view.closed_at),
        },
      ]}
    />
  );
}
