import { Button, Form, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf, supportLine } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Drawer } from "@/shared/desk/Drawer";
import { useSay } from "@/shared/desk/useSay";
import { problemWords } from "@/shared/i18n/problemWords";
import { Icon } from "@/shared/icons/Icon";
import { Notice } from "@/shared/parts/Notice";
import { usePublish } from "../hooks";
import { type Definition, type Flow, flowFaults, flowKey, sameFlow, withStep } from "../model";
import styles from "./Flows.module.css";
import type { FlowDrawerProps } from "./flows";
import { StepFields } from "./StepFields";

interface Props extends FlowDrawerProps {
  close: () => void;
}

/** The next version of a flow, or a company's own: steps in order, then what happens when nobody is left. */
export function FlowForm({ flow, flows, companies, roles, people, person, whose, go, close }: Props) {
  const { t } = useTranslation("approval");
  const say = useSay();
  const publish = usePublish();
  const groups = flows.filter(({ company_id }) => !company_id);
  const [kind, setKind] = useState(flow?.kind ?? groups[0]?.kind ?? "");
  const [company, setCompany] = useState(flow?.company_id ?? undefined);
  const from: Flow | undefined = flow ?? groups.find((one) => one.kind === kind);
  const [wanted, setWanted] = useState<Definition | undefined>(from?.definition);
  const [problem, setProblem] = useState<Problem>();
  if (!wanted || !from) return null;

  const give = (change: Partial<Definition>) => {
    setProblem(undefined);
    setWanted({ ...wanted, ...change });
  };
  const faults = flowFaults(wanted);
  const free = companies.filter(({ id }) => !flows.some((one) => one.kind === kind && one.company_id === id));
  const reasons = [
    ...(!flow && !company ? [t("flow.fault.no_company")] : []),
    ...faults.map(({ code, at }) =>
      at === undefined
        ? t(`flow.fault.${code}`)
        : t("flow.fault_at", { step: at + 1, why: t(`flow.fault.${code}`) }),
    ),
  ];
  const unchanged = flow !== undefined && flow.number > 0 && sameFlow(flow.definition, wanted);
  const number = (flow?.number ?? 0) + 1;
  const send = async () => {
    try {
      const made = await publish.mutateAsync({ kind, company_id: company, definition: wanted });
      say.done(t("flow.published", { number: made.number }));
      go({ flow: flowKey({ kind, company_id: company }) });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  return (
    <Drawer
      title={
        flow ? t("flow.next_of", { kind: t(`kind.${kind}`, { defaultValue: kind }), number }) : t("flow.own")
      }
      close={close}
      footer={
        <div className={styles.foot}>
          {problem ? (
            <Notice tone="danger" alert title={t("flow.refused")}>
              <p>
                {[
                  problemWords(t, problem),
                  ...(problem.errors ?? []).map(({ code, params }) =>
                    problemWords(t, { code: `field.${code}`, params, status: 422 }),
                  ),
                ].join(" ")}
              </p>
              <small>{supportLine(problem)}</small>
            </Notice>
          ) : reasons.length > 0 ? (
            <ul className={styles.reasons}>
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          ) : (
            <Notice title={t("flow.effect", { whose: whose(company), number })}>
              {t("flow.effect_why")}
            </Notice>
          )}
          <div className={styles.buttons}>
            <ActionButton
              type="primary"
              permission="flow.write"
              loading={publish.isPending}
              blocked={
                reasons.length > 0 ? t("flow.see_reasons") : unchanged ? t("flow.unchanged") : undefined
              }
              onClick={() => void send()}
            >
              {t("flow.publish", { number })}
            </ActionButton>
            <Button onClick={close}>{t("common:action.cancel")}</Button>
          </div>
        </div>
      }
    >
      <Form layout="vertical" component={false} requiredMark={false}>
        {!flow && (
          <>
            {groups.length > 1 && (
              <Form.Item htmlFor="flow-kind" label={t("flow.kind")} required>
                <Select
                  id="flow-kind"
                  value={kind}
                  onChange={(one: string) => {
                    setKind(one);
                    setWanted(groups.find((group) => group.kind === one)?.definition);
                  }}
                  options={groups.map((group) => ({
                    value: group.kind,
                    label: t(`kind.${group.kind}`, { defaultValue: group.kind }),
                  }))}
                />
              </Form.Item>
            )}
            <Form.Item
              htmlFor="flow-company"
              label={t("flow.company")}
              extra={t("flow.company_why")}
              required
            >
              <Select
                id="flow-company"
                value={company}
                onChange={(one: string) => setCompany(one)}
                notFoundContent={t("flow.every_company")}
                options={free.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Form.Item>
          </>
        )}
        <h3 className={styles.head}>{t("flow.steps")}</h3>
        <ol className={styles.steps}>
          {wanted.nodes.map((node, at) => (
            <StepFields
              key={node.key}
              at={at}
              nodes={wanted.nodes}
              change={(nodes) => give({ nodes })}
              roles={roles}
              people={people}
              person={person}
            />
          ))}
        </ol>
        <Button icon={<Icon name="plus" />} onClick={() => give({ nodes: withStep(wanted.nodes) })}>
          {t("flow.add_step")}
        </Button>
        <h3 className={styles.head}>{t("flow.rules")}</h3>
        <Form.Item label={t("flow.same_person")}>
          <Radio.Group
            aria-label={t("flow.same_person")}
            value={wanted.same_person}
            onChange={({ target }) => give({ same_person: target.value as Definition["same_person"] })}
            className={styles.choices}
            options={(["merge", "ask_again"] as const).map((one) => ({
              value: one,
              label: t(`same_person.${one}`),
            }))}
          />
        </Form.Item>
        <Form.Item htmlFor="flow-last" label={t("flow.last_resort")} extra={t("flow.last_resort_why")}>
          <Select
            id="flow-last"
            mode="multiple"
            value={wanted.last_resort}
            onChange={(codes: string[]) => give({ last_resort: codes })}
            options={roles.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
