import { Button, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import { Icon } from "@/shared/icons/Icon";
import {
  asksSeveral,
  type FlowNode,
  type Mode,
  modes,
  moved,
  newKind,
  newMode,
  nodeKinds,
  withNode,
} from "../model";
import styles from "./Flows.module.css";
import type { FlowsProps } from "./flows";

interface Props extends Pick<FlowsProps, "roles" | "people" | "person"> {
  at: number;
  nodes: readonly FlowNode[];
  change: (nodes: FlowNode[]) => void;
}

/** One step: who is asked, how their answers add up, and where it stands. */
export function StepFields({ at, nodes, change, roles, people, person }: Props) {
  const { t } = useTranslation("approval");
  const node = nodes[at];
  if (!node) return null;
  const { kind, mode } = node;
  const give = (part: Partial<FlowNode>) => change(withNode(nodes, at, part));
  const ofStep = (key: string) => t("step.of", { step: at + 1, what: t(key) });
  return (
    <li>
      <span className={styles.place}>{at + 1}</span>
      <div className={styles.fields}>
        <div className={styles.line}>
          <Select
            aria-label={ofStep("step.who")}
            className={styles.wide}
            value={kind.kind}
            onChange={(one: FlowNode["kind"]["kind"]) => give({ kind: newKind(one, roles[0]?.id) })}
            options={nodeKinds.map((one) => ({ value: one, label: t(`step.kind.${one}`) }))}
          />
          {kind.kind === "manager_level" && (
            <InputNumber
              aria-label={ofStep("step.level")}
              prefix={t("step.level_prefix")}
              suffix={t("step.level_suffix")}
              className={styles.number}
              min={1}
              max={20}
              precision={0}
              value={kind.level}
              onChange={(level) => give({ kind: { kind: "manager_level", level: level ?? 0 } })}
            />
          )}
          {kind.kind === "role" && (
            <Select
              aria-label={ofStep("step.role_of")}
              className={styles.wide}
              value={kind.code || undefined}
              onChange={(code: string) => give({ kind: { kind: "role", code } })}
              options={roles.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </div>
        {kind.kind === "fixed" && (
          <>
            <ul className={styles.people}>
              {kind.employments.map((id) => (
                <li key={id}>
                  {person(id)}
                  <Button
                    type="text"
                    size="small"
                    icon={<Icon name="close" size={12} />}
                    aria-label={t("step.drop_person")}
                    onClick={() =>
                      give({
                        kind: { kind: "fixed", employments: kind.employments.filter((one) => one !== id) },
                      })
                    }
                  />
                </li>
              ))}
            </ul>
            <PersonSelect
              key={kind.employments.length}
              aria-label={ofStep("step.add_person")}
              placeholder={t("step.add_person")}
              search={people}
              onChange={(id) =>
                id &&
                !kind.employments.includes(id) &&
                give({ kind: { kind: "fixed", employments: [...kind.employments, id] } })
              }
            />
          </>
        )}
        {asksSeveral(kind) && (
          <div className={styles.line}>
            <Select
              aria-label={ofStep("step.mode")}
              className={styles.wide}
              value={mode.mode}
              onChange={(one: Mode["mode"]) => give({ mode: newMode(one) })}
              options={modes.map((one) => ({ value: one, label: t(`step.mode.${one}`) }))}
            />
            {mode.mode === "n_of_m" && (
              <InputNumber
                aria-label={ofStep("step.needed")}
                suffix={t("step.needed_suffix")}
                className={styles.number}
                min={1}
                precision={0}
                value={mode.needed}
                onChange={(needed) => give({ mode: { mode: "n_of_m", needed: needed ?? 0 } })}
              />
            )}
          </div>
        )}
      </div>
      <span className={styles.moves}>
        <Button
          type="text"
          size="small"
          icon={<Icon name="up" />}
          aria-label={t("step.up", { step: at + 1 })}
          disabled={at === 0}
          onClick={() => change(moved(nodes, at, -1))}
        />
        <Button
          type="text"
          size="small"
          icon={<Icon name="down" />}
          aria-label={t("step.down", { step: at + 1 })}
          disabled={at === nodes.length - 1}
          onClick={() => change(moved(nodes, at, 1))}
        />
        <Button
          type="text"
          size="small"
          icon={<Icon name="close" />}
          aria-label={t("step.drop", { step: at + 1 })}
          onClick={() => change(withNode(nodes, at, undefined))}
        />
      </span>
    </li>
  );
}
