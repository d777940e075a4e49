import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { Tag } from "@/shared/parts/Tag";
import { usePermissions, useRoles } from "../../hooks";
import { fieldClasses, type Role, roleName } from "../../model";
import styles from "./Roles.module.css";

/** Lines are permissions, columns are roles; a cell says how far and which fields. */
export function RoleMatrix() {
  const { t } = useTranslation("identity");
  const language = useLanguage();
  const roles = useRoles();
  const permissions = usePermissions();
  const problem = roles.error ?? permissions.error;
  if (problem) {
    return (
      <ProblemBlock
        problem={problemOf(problem)}
        retry={() => {
          void roles.refetch();
          void permissions.refetch();
        }}
      />
    );
  }
  const all = roles.data?.items ?? [];
  const cell = (role: Role, code: string) => role.rows.filter(({ permission }) => permission === code);
  return (
    <div className={styles.frame} aria-busy={!roles.data || !permissions.data}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={t("role.view.table")}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col">{t("access.permission")}</th>
              {all.map((role) => (
                <th key={role.id} scope="col">
                  <Link to={`/settings/roles/${role.id}`}>{roleName(language, role)}</Link>{" "}
                  {!role.builtin && <Tag tone="primary">{t("access.own")}</Tag>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(permissions.data?.items ?? []).map(({ code }) => (
              <tr key={code}>
                <th scope="row">
                  {t(`permission.${code}`, { defaultValue: code })}
                  <span className="caption">{code}</span>
                </th>
                {all.map((role) => (
                  <td key={role.id}>
                    {cell(role, code).map(({ scope, classes }) => (
                      <Fragment key={scope}>
                        <span className={styles.scope}>{t(`scope.${scope}`)}</span>
                        {classes.length > 0 && (
                          <span className="caption">
                            {classes.length === fieldClasses.length
                              ? t("class.all")
                              : classes.map((one) => t(`class.${one}`)).join(t("comma"))}
                          </span>
                        )}
                      </Fragment>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
