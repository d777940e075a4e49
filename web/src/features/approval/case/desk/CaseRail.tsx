import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format/useFormat";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import type { CaseTask, CaseView } from "../model";
import { useWhyWords } from "../words";
import styles from "./CaseRail.module.css";

const step = (task: CaseTask): "done" | "now" | "ahead" => {
  if (task.status === "open") return "now";
  return task.status === "waiting" ? "ahead" : "done";
};

/** Who decides, in order: each with the reason and, once given, the answer. */
export function CaseRail({ view }: { view: CaseView }) {
  const { t } = useTranslation("approval");
  const format = useFormat();
  const why = useWhyWords();
  const opened = view.timeline.find(({ kind }) => kind === "opened");
  return (
    <ol className={styles.rail} aria-label={t("case.progress")}>
      <li data-state="done">
        <b>{t("rail.opened")}</b>
        <small>{format.moment(opened?.at ?? view.opened_at)}</small>
      </li>
      {view.nodes.flatMap((node) =>
        node.people.map((task, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: people of a node keep their order
            key={`${node.key}:${index}`}
            data-state={step(task)}
            aria-current={task.status === "open" ? "step" : undefined}
          >
            <div>
              <b>
                {task.person ? <Name>{task.person.name}</Name> : t("rail.nobody")} {task.person?.number}
              </b>{" "}
              {task.outcome ? t(`outcome.${task.outcome}`) : t(`task.${task.status}`)}
            </div>
            <small>
              <Facts
                of={[
                  task.decided_at && format.moment(task.decided_at),
                  task.comment && t("rail.said", { words: task.comment }),
                ]}
              />
            </small>
            <small>
              {t("rail.why", { why: why(task.why) })}
              {node.people.length > 1 && ` · ${t(`mode.${node.mode.mode}`, { ...node.mode })}`}
            </small>
          </li>
        )),
      )}
      <li data-state={view.closed_at ? "done" : "ahead"}>
        <b>{view.closed_at ? t(`status.${view.status}`) : t("rail.end")}</b>
        {view.closed_at && <small>{format.moment(view.closed_at)}</small>}
      </li>
    </ol>
  );
}
