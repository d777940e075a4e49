import { Link } from "@tanstack/react-router";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { Card } from "@/shared/desk/Card";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { Facts } from "@/shared/parts/Dot";
import { useGrants } from "../../hooks";
import { fieldClasses, type Role, type RoleRow } from "../../model";
import { type ChangeKind, holders, holdsWithoutGrant, type RightChange } from "../model";
import styles from "./Roles.module.css";

/** Rows of one permission in words: how far, and which fields. */
function useRowWords(): (rows: readonly RoleRow[]) => string {
  const { t } = useTranslation("identity");
  return (rows) =>
    rows
      .map(({ scope, classes }) => {
        const opened =
          classes.length === fieldClasses.length
            ? t("class.all")
            : classes.map((one) => t(`class.${one}`)).join(t("comma"));
        return opened ? t("role.row", { scope: t(`scope.${scope}`), classes: opened }) : t(`scope.${scope}`);
      })
      .join(t("role.rows_between"));
}

const order: readonly ChangeKind[] = ["added", "wider", "changed", "narrower", "removed"];

interface EffectProps {
  /** The role as it is stored; absent for a new one. */
  role?: Role;
  changes: readonly RightChange[];
  /** What keeps it from being saved. */
  reasons: readonly ReactNode[];
  /** Why the server refused it. */
  refused?: ReactNode;
  children: ReactNode;
}

/** What saving would do, said before it is done: which rights come and go, and for how many people. */
export function EffectCard({ role, changes, reasons, refused, children }: EffectProps) {
  const { t } = useTranslation("identity");
  const words = useRowWords();
  const grants = useGrants({ role_id: role?.id, limit: 200 }, role !== undefined).data;
  const amount = grants ? holders(grants.items, role?.id ?? "") : 0;
  return (
    <Card title={t("role.effect")}>
      <div className={styles.effect} aria-live="polite">
        <p>
          {!role
            ? t("role.effect_new")
            : amount > 0
              ? t("role.effect_people", { amount: `${amount}${grants?.next ? "+" : ""}`, count: amount })
              : t("role.effect_nobody")}
        </p>
        {changes.length === 0 ? (
          <p className="caption">{t("role.no_changes")}</p>
        ) : (
          <ul className={styles.changes}>
            {order.flatMap((kind) =>
              changes
                .filter((change) => change.kind === kind)
                .map(({ permission, before, after }) => (
                  <li key={permission} data-kind={kind}>
                    <b>{t(`change.${kind}`)}</b> {t(`permission.${permission}`, { defaultValue: permission })}
                    <span className="caption">
                      {kind === "added"
                        ? words(after)
                        : kind === "removed"
                          ? words(before)
                          : t("change.from_to", { from: words(before), to: words(after) })}
                    </span>
                  </li>
                )),
            )}
          </ul>
        )}
        {refused}
        {reasons.length > 0 && (
          <ul className={styles.reasons}>
            {reasons.map((reason, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: reasons have a fixed order
              <li key={at}>{reason}</li>
            ))}
          </ul>
        )}
      </div>
      <div className={styles.buttons}>{children}</div>
    </Card>
  );
}

const AT_MOST = 12;

/** Who holds a role, how far and until when. */
export function HoldersCard({ role }: { role: Role }) {
  const { t } = useTranslation("identity");
  const list = useGrants({ role_id: role.id, limit: 200 });
  const rows = list.data?.items;
  return (
    <Card
      title={t("role.holders")}
      aside={
        rows &&
        rows.length > 0 && (
          <Link to="/settings/access" search={{ role: role.id } as never}>
            {t("role.all_grants")}
          </Link>
        )
      }
    >
      {holdsWithoutGrant(role) ? (
        t(`role.everybody.${role.code}_why`)
      ) : list.error ? (
        <ProblemBlock problem={problemOf(list.error)} retry={() => void list.refetch()} />
      ) : !rows ? (
        <Skeleton active title={false} />
      ) : rows.length === 0 ? (
        <p className="caption">{t("role.nobody")}</p>
      ) : (
        <ul className={styles.holders}>
          {rows.slice(0, AT_MOST).map((grant) => (
            <li key={grant.id}>
              <span>{grant.account_name ?? t("grant.unknown_account")}</span>
              <span className="caption">
                <Facts
                  of={[
                    t(`scope.${grant.scope}`),
                    grant.unit_name ?? grant.company_name,
                    grant.last_day
                      ? t("role.from_to", { first: grant.first_day, last: grant.last_day })
                      : t("role.since", { first: grant.first_day }),
                  ]}
                />
              </span>
            </li>
          ))}
          {rows.length > AT_MOST && (
            <li>
              <Link to="/settings/access" search={{ role: role.id } as never}>
                {t("role.more", { count: rows.length - AT_MOST })}
              </Link>
            </li>
          )}
        </ul>
      )}
    </Card>
  );
}
