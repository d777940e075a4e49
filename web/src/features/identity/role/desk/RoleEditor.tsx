import { Form, Input } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Problem, problemOf, supportLine } from "@/api/problem";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { dropDraft, keepDraft, readDraft } from "@/shared/desk/draft";
import { PageShell } from "@/shared/desk/PageShell";
import { useSay } from "@/shared/desk/useSay";
import { fieldWords, problemWords } from "@/shared/i18n/problemWords";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Notice } from "@/shared/parts/Notice";
import { type PermissionView, type Role, type RoleBody, roleName } from "../../model";
import { useSaveRole } from "../hooks";
import { beginning, faultsOf, rightChanges } from "../model";
import { RightsTable } from "./RightsTable";
import { EffectCard } from "./RoleCards";
import styles from "./Roles.module.css";

interface Props {
  /** The own role that is changed; absent for a new one. */
  role?: Role;
  /** The role a new one begins from. */
  from?: Role;
  permissions: readonly PermissionView[];
  path: ReactNode;
  saved: (id: string) => void;
  cancel: () => void;
}

/** Makes or changes an own role; what saving would do stands beside the table the whole time. */
export function RoleEditor({ role, from, permissions, path, saved, cancel }: Props) {
  const { t } = useTranslation("identity");
  const language = useLanguage();
  const say = useSay();
  const save = useSaveRole(role?.id);
  const draft = `role.${role?.id ?? `new.${from?.id ?? ""}`}`;
  const [wanted, setWanted] = useState<RoleBody>(() => {
    const begun: RoleBody = role ?? beginning(from);
    const { code, name_zh, name_en, rows } = { ...begun, ...(readDraft(draft) as Partial<RoleBody>) };
    return { code, name_zh, name_en, rows };
  });
  const [problem, setProblem] = useState<Problem>();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => keepDraft(draft, { ...wanted }), [draft, wanted]);

  const give = (change: Partial<RoleBody>) => {
    setProblem(undefined);
    setWanted((now) => ({ ...now, ...change }));
  };
  const faults = faultsOf(wanted, permissions);
  const changes = rightChanges(role?.rows ?? [], wanted.rows);
  const renamed = role && (role.name_zh !== wanted.name_zh || role.name_en !== wanted.name_en);
  const same = role !== undefined && changes.length === 0 && !renamed;
  const atField = problem ? fieldWords(t, problem) : {};
  const fault = (field: "code" | "name_zh" | "name_en") => {
    if (atField[field]) return atField[field];
    if (!left.has(field)) return undefined;
    if (field === "code")
      return faults.some(({ code }) => code === "code") ? t("role.fault.code") : undefined;
    return wanted[field].trim() === "" ? t("required") : undefined;
  };
  const field = (name: "code" | "name_zh" | "name_en", most: number) => ({
    id: `role-${name}`,
    value: wanted[name],
    maxLength: most,
    autoComplete: "off",
    onChange: (event: { target: { value: string } }) => give({ [name]: event.target.value }),
    onBlur: () => setLeft((all) => new Set([...all, name])),
  });
  const item = (name: "code" | "name_zh" | "name_en") => ({
    htmlFor: `role-${name}`,
    label: t(`role.${name}`),
    required: true,
    help: fault(name),
    validateStatus: fault(name) ? ("error" as const) : undefined,
  });
  const send = async () => {
    try {
      const id = await save.mutateAsync(wanted);
      dropDraft(draft);
      say.done(role ? t("role.changed") : t("role.made"));
      saved(id);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const leave = () => {
    dropDraft(draft);
    cancel();
  };
  const named = (code: string) => t(`permission.${code}`, { defaultValue: code });

  return (
    <PageShell
      path={path}
      title={role ? t("role.change_title", { role: roleName(language, role) }) : t("role.make")}
      purpose={from ? t("role.copy_purpose", { role: roleName(language, from) }) : t("role.make_purpose")}
    >
      <div className={styles.columns}>
        <div className={styles.side}>
          <Card title={t("role.names")}>
            <Form layout="vertical" component={false} requiredMark={false}>
              <div className={styles.names}>
                <Form.Item {...item("name_zh")}>
                  <Input {...field("name_zh", 60)} />
                </Form.Item>
                <Form.Item {...item("name_en")}>
                  <Input {...field("name_en", 60)} />
                </Form.Item>
                <Form.Item {...item("code")} extra={t("role.code_why")}>
                  <Input {...field("code", 40)} disabled={role !== undefined} placeholder="store_clerk" />
                </Form.Item>
              </div>
            </Form>
          </Card>
          <RightsTable
            rows={wanted.rows}
            permissions={permissions}
            change={(rows) => give({ rows })}
            faulty={new Set(faults.flatMap(({ permission }) => permission ?? []))}
          />
        </div>
        <aside className={`${styles.side} ${styles.sticky}`} aria-label={t("role.effect")}>
          <EffectCard
            role={role}
            changes={changes}
            reasons={[
              ...faults.map(({ code, permission }) =>
                t(`role.fault.${code}`, { permission: permission && named(permission) }),
              ),
            ]}
            refused={
              problem && (
                <Notice tone="danger" alert title={t("role.refused")}>
                  <p>
                    {problemWords(t, {
                      ...problem,
                      params: {
                        ...problem.params,
                        permissions: String(problem.params?.permissions ?? "")
                          .split(" ")
                          .map(named)
                          .join(t("comma")),
                      },
                    })}
                  </p>
                  <small>{supportLine(problem)}</small>
                </Notice>
              )
            }
          >
            <ActionButton
              type="primary"
              permission="role.write"
              loading={save.isPending}
              blocked={faults.length > 0 ? t("role.see_reasons") : same ? t("role.no_changes") : undefined}
              onClick={() => void send()}
            >
              {role ? t("role.save") : t("role.make")}
            </ActionButton>
            <ActionButton writes={false} onClick={leave}>
              {t("common:action.cancel")}
            </ActionButton>
          </EffectCard>
        </aside>
      </div>
    </PageShell>
  );
}
