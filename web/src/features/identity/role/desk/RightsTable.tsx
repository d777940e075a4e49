import { Button, Checkbox, Select } from "antd";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/icons/Icon";
import { fieldClasses, type PermissionView, type RoleRow } from "../../model";
import { areasOf, scopesOf, withChange, withClass, withRow } from "../model";
import styles from "./Roles.module.css";

interface Props {
  rows: readonly RoleRow[];
  permissions: readonly PermissionView[];
  /** Takes the rows as they shall be; without it the table is only read, and shows only what is held. */
  change?: (rows: RoleRow[]) => void;
  /** Permissions with a fault, to be marked. */
  faulty?: ReadonlySet<string>;
}

/** Action × scope × field classes, as one plain table; to read, or to tick. */
export function RightsTable({ rows, permissions, change, faulty }: Props) {
  const { t } = useTranslation("identity");
  const held = new Set(rows.map(({ permission }) => permission));
  const shown = permissions.filter(({ code }) => change || held.has(code));
  return (
    <div className={styles.table}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section tabIndex={0} aria-label={t("role.rights")}>
        <table className={styles.rights}>
          <thead>
            <tr>
              <th scope="col">{t("access.permission")}</th>
              <th scope="col">{t("grant.scope")}</th>
              {fieldClasses.map((one) => (
                <th key={one} scope="col" className={styles.tick}>
                  {t(`class.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          {areasOf(shown).map(({ area, permissions: some }) => (
            <tbody key={area}>
              <tr className={styles.area}>
                <th colSpan={2 + fieldClasses.length} scope="rowgroup">
                  {t(`area.${area}`, { defaultValue: area })}
                </th>
              </tr>
              {some.map((permission) => (
                <Permission
                  key={permission.code}
                  permission={permission}
                  rows={rows}
                  change={change}
                  faulty={faulty?.has(permission.code) ?? false}
                />
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </div>
  );
}

interface PermissionProps extends Omit<Props, "permissions" | "faulty"> {
  permission: PermissionView;
  faulty: boolean;
}

/** One permission: a line for each scope it is held with, or one to tick when it is not held. */
function Permission({ permission, rows, change, faulty }: PermissionProps) {
  const { t } = useTranslation("identity");
  const { code } = permission;
  const name = t(`permission.${code}`, { defaultValue: code });
  const own = [...rows.entries()].filter(([, row]) => row.permission === code);
  const allowed = scopesOf(permission);
  const words = (
    <span className={styles.name}>
      {name}
      <span className="caption">{code}</span>
    </span>
  );
  const head = change ? (
    <Checkbox
      checked={own.length > 0}
      onChange={({ target }) =>
        change(target.checked ? withRow(rows, permission) : rows.filter((row) => row.permission !== code))
      }
    >
      {words}
    </Checkbox>
  ) : (
    words
  );
  if (own.length === 0) {
    return (
      <tr data-off>
        <th scope="row">{head}</th>
        <td colSpan={1 + fieldClasses.length} className="caption">
          {t("role.not_held")}
        </td>
      </tr>
    );
  }
  return own.map(([at, row], n) => (
    <tr key={at} data-faulty={faulty || undefined} data-further={n > 0 || undefined}>
      <th scope="row">{n === 0 ? head : <span className="visually-hidden">{name}</span>}</th>
      <td>
        {change ? (
          <span className={styles.reach}>
            <Select
              size="small"
              aria-label={t("role.scope_of", { permission: name })}
              value={row.scope}
              disabled={allowed.length === 1}
              onChange={(scope: RoleRow["scope"]) => change(withChange(rows, at, { scope }))}
              options={allowed.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
            />
            {n > 0 ? (
              <Button
                size="small"
                type="text"
                icon={<Icon name="close" size={12} />}
                aria-label={t("role.drop_scope", { permission: name, scope: t(`scope.${row.scope}`) })}
                onClick={() => change(withChange(rows, at, undefined))}
              />
            ) : (
              own.length < allowed.length && (
                <Button
                  size="small"
                  type="text"
                  icon={<Icon name="plus" size={12} />}
                  aria-label={t("role.add_scope", { permission: name })}
                  title={t("role.add_scope", { permission: name })}
                  onClick={() => change(withRow(rows, permission))}
                />
              )
            )}
          </span>
        ) : (
          t(`scope.${row.scope}`)
        )}
      </td>
      {permission.class_aware ? (
        fieldClasses.map((one) => (
          <td key={one} className={styles.tick}>
            {change ? (
              <Checkbox
                aria-label={t("role.class_of", { permission: name, class: t(`class.${one}`) })}
                checked={row.classes.includes(one)}
                onChange={({ target }) =>
                  change(withChange(rows, at, { classes: withClass(row, one, target.checked) }))
                }
              />
            ) : (
              row.classes.includes(one) && (
                <Fragment>
                  <Icon name="check" />
                  <span className="visually-hidden">{t("role.opens")}</span>
                </Fragment>
              )
            )}
          </td>
        ))
      ) : (
        <td colSpan={fieldClasses.length} className="caption">
          {t("why.no_classes")}
        </td>
      )}
    </tr>
  ));
}
