import { useTranslation } from "react-i18next";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Drawer } from "@/shared/desk/Drawer";
import { useFormat } from "@/shared/format/useFormat";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { Tag } from "@/shared/parts/Tag";
import { asksSeveral } from "../model";
import { FlowForm } from "./FlowForm";
import styles from "./Flows.module.css";
import type { FlowDrawerProps } from "./flows";
import { useStepWords } from "./words";

/** One flow: who is asked in which order; and its next version. */
export function FlowDrawer(props: FlowDrawerProps) {
  const { flow, go, whose, edit, roles, person } = props;
  const { t } = useTranslation("approval");
  const format = useFormat();
  const step = useStepWords(roles);
  const close = () => go({});
  if (!flow || edit) return <FlowForm {...props} close={() => go(flow ? { flow: props.search.flow } : {})} />;
  const { definition, number, made_at } = flow;
  const role = (code: string) => roles.find(({ id }) => id === code)?.name ?? code;
  return (
    <Drawer
      title={t("flow.of", { kind: t(`kind.${flow.kind}`, { defaultValue: flow.kind }) })}
      status={<Tag>{number === 0 ? t("flow.builtin") : t("flow.number", { number })}</Tag>}
      close={close}
      footer={
        <ActionButton
          type="primary"
          permission="flow.write"
          icon={<Icon name="pencil" />}
          onClick={() => go({ flow: props.search.flow, edit: "yes" })}
        >
          {t("flow.next_version")}
        </ActionButton>
      }
    >
      <div className={styles.body}>
        <p className="caption">
          <Facts
            of={[
              whose(flow.company_id),
              made_at ? t("flow.in_force", { at: format.moment(made_at) }) : t("flow.from_start"),
            ]}
          />
        </p>
        <ol className={styles.steps} aria-label={t("flow.steps")}>
          {definition.nodes.map((node, at) => (
            <li key={node.key}>
              <span className={styles.place}>{at + 1}</span>
              <div>
                {step(node)}
                {asksSeveral(node.kind) && (
                  <p className="caption">{t(`mode.${node.mode.mode}`, { ...node.mode })}</p>
                )}
                {node.kind.kind === "fixed" && (
                  <ul className={styles.people}>
                    {node.kind.employments.map((id) => (
                      <li key={id}>{person(id)}</li>
                    ))}
                  </ul>
                )}
              </div>
            </li>
          ))}
        </ol>
        <dl className={styles.facts}>
          <dt>{t("flow.same_person")}</dt>
          <dd>{t(`same_person.${definition.same_person}`)}</dd>
          <dt>{t("flow.last_resort")}</dt>
          <dd>
            {definition.last_resort.length === 0
              ? t("flow.nobody")
              : definition.last_resort.map(role).join(t("flow.then"))}
          </dd>
        </dl>
      </div>
    </Drawer>
  );
}
