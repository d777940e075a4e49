import { Select, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Card } from "@/shared/desk/Card";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { StatusDot } from "@/shared/parts/StatusDot";
import { searchAccounts, useChosenAccount, usePermissions, useRoles } from "../../hooks";
import { type FieldClass, fieldClasses, roleName } from "../../model";
import { type Considered, useWhy } from "../hooks";
import styles from "./Access.module.css";
import type { AccessProps } from "./access";

const state = { allowed: "valid", forbidden: "blocked", hidden: "blocked" } as const;

/** Why can X see Y: every right that was weighed, and what each of them does. */
export function WhyPanel({
  search,
  go,
  people,
  person,
}: Pick<AccessProps, "search" | "go" | "people" | "person">) {
  const { t } = useTranslation("identity");
  const permissions = usePermissions().data?.items ?? [];
  const account = useChosenAccount(search.account);
  const [classes, setClasses] = useState<FieldClass[]>([]);
  const permission = search.permission ?? "people.read";
  const aware = permissions.find(({ code }) => code === permission)?.class_aware ?? false;
  const asked = aware ? classes : [];
  const found = useWhy({
    account: search.account,
    employment: search.employment,
    permission,
    classes: asked,
  });
  const ask = (change: Partial<AccessProps["search"]>) => go({ ...search, view: "why", ...change });
  return (
    <div className={styles.why}>
      <Card title={t("why.title")} covers={t("why.covers")}>
        <div className={styles.question}>
          <div>
            <label htmlFor="why-who">{t("why.who")}</label>
            <PersonSelect
              id="why-who"
              value={search.account}
              known={account}
              onChange={(chosen) => ask({ account: chosen })}
              placeholder={t("why.who_hint")}
              search={searchAccounts}
            />
          </div>
          <div>
            <label htmlFor="why-what">{t("why.what")}</label>
            <Select
              id="why-what"
              style={{ width: "100%" }}
              value={permission}
              onChange={(code: string) => ask({ permission: code })}
              showSearch={{ optionFilterProp: "label" }}
              options={permissions.map(({ code }) => ({
                value: code,
                label: t(`permission.${code}`, { defaultValue: code }),
              }))}
            />
          </div>
          <div>
            <label htmlFor="why-whom">{t("why.whom")}</label>
            <PersonSelect
              id="why-whom"
              value={search.employment}
              known={person}
              onChange={(employment) => ask({ employment })}
              placeholder={t("why.whom_hint")}
              search={people}
            />
          </div>
          {aware && (
            <div>
              <label htmlFor="why-classes">{t("why.classes")}</label>
              <Select
                id="why-classes"
                mode="multiple"
                style={{ width: "100%" }}
                value={classes}
                onChange={(chosen: FieldClass[]) => setClasses(chosen)}
                placeholder={t("why.any_class")}
                options={fieldClasses.map((one) => ({ value: one, label: t(`class.${one}`) }))}
              />
            </div>
          )}
        </div>
      </Card>
      {found.error ? (
        <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
      ) : found.data ? (
        <Card
          title={<StatusDot state={state[found.data.verdict]}>{t(`why.${found.data.verdict}`)}</StatusDot>}
          covers={t("why.today")}
        >
          {found.data.missing.length > 0 && (
            <p className={styles.missing}>
              {t("why.missing", {
                classes: found.data.missing.map((one) => t(`class.${one}`)).join(t("comma")),
              })}
            </p>
          )}
          <Weighed rows={found.data.considered} />
          {found.data.sight && found.data.sight.length > 0 && (
            <>
              <h3>{t("why.sight")}</h3>
              <Weighed rows={found.data.sight} />
            </>
          )}
        </Card>
      ) : search.account && search.employment ? (
        <Skeleton active />
      ) : (
        <p className="caption">{t("why.begin")}</p>
      )}
    </div>
  );
}

function Weighed({ rows }: { rows: readonly Considered[] }) {
  const { t } = useTranslation("identity");
  const language = useLanguage();
  const roles = useRoles().data?.items ?? [];
  if (rows.length === 0) return <p>{t("why.nothing")}</p>;
  const role = (id: string) => {
    const found = roles.find((one) => one.id === id);
    return found ? roleName(language, found) : t("grant.unknown_role");
  };
  return (
    <table className={styles.weighed}>
      <thead>
        <tr>
          <th scope="col">{t("grant.role")}</th>
          <th scope="col">{t("access.permission")}</th>
          <th scope="col">{t("grant.scope")}</th>
          <th scope="col">{t("why.covers_them")}</th>
          <th scope="col">{t("why.classes")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are weighed in a fixed order
          <tr key={at}>
            <td>{role(row.role)}</td>
            <td>{t(`permission.${row.permission}`, { defaultValue: row.permission })}</td>
            <td>{t(`scope.${row.scope}`)}</td>
            <td>
              <StatusDot state={row.covers ? "valid" : "ended"}>{t(`reason.${row.reason}`)}</StatusDot>
            </td>
            <td>
              {row.classes.length > 0
                ? row.classes.map((one) => t(`class.${one}`)).join(t("comma"))
                : t("why.no_classes")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
