import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { TwoLines } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { useSay } from "@/shared/desk/useSay";
import { count } from "@/shared/format/numbers";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useEditBatch, useUnitNeeds } from "../hooks";
import { type BatchView, type UnitNeed, withAnswer } from "../model";
import styles from "./Import.module.css";

const key = (path: readonly string[]) => path.join("\n");

/** Units the file names and the company does not have: each is made, or another is meant. */
export function UnitsView({ batch }: { batch: BatchView }) {
  const { t } = useTranslation("intake");
  const say = useSay();
  const list = useUnitNeeds(batch.id, batch.revision);
  const { answer } = useEditBatch(batch.id);
  const needs = list.data?.items;
  const rows = needs && [...needs].sort((a, b) => Number(b.state === "asked") - Number(a.state === "asked"));
  const open = batch.state === "checked";
  const given = new Map(batch.answers.map((one) => [key(one.path), one.answer]));
  const others = [
    ...new Map(
      (rows ?? [])
        .flatMap(({ path, similar_to }) => [path, ...(similar_to ? [similar_to] : [])])
        .map((path) => [key(path), path]),
    ).values(),
  ];
  const decide = (need: UnitNeed, chosen: string | undefined) => {
    const use = others.find((path) => key(path) === chosen);
    const next = chosen === "create" ? ("create" as const) : use && { use };
    answer
      .mutateAsync(withAnswer(batch.answers, need.path, next))
      .then(() => say.done(t("units.decided")), say.problem);
  };
  const value = (need: UnitNeed) => {
    const known = given.get(key(need.path));
    return known === undefined ? undefined : known === "create" ? "create" : key(known.use);
  };
  return (
    <DataTable
      name="import.units"
      label={t("view.units")}
      identity={{
        key: "path",
        title: t("units.path"),
        width: 240,
        render: (need) => (
          <TwoLines
            main={need.path.at(-1)}
            sub={need.path.length > 1 ? need.path.slice(0, -1).join(" / ") : undefined}
          />
        ),
      }}
      columns={[
        {
          key: "kind",
          title: t("units.kind"),
          width: 96,
          render: (need) => t(`units.kind_of.${need.kind}`, { defaultValue: need.kind }),
        },
        {
          key: "state",
          title: t("units.state"),
          width: 190,
          render: (need) => (
            <div className={styles.finding}>
              {open ? (
                <StatusDot state={need.state === "asked" ? "attention" : "planned"}>
                  {t(`units.${need.state}`)}
                </StatusDot>
              ) : (
                <StatusDot state={need.state === "asked" ? "blocked" : "valid"}>
                  {t(`units.was_${need.state}`)}
                </StatusDot>
              )}
              {need.similar_to && (
                <span className={styles.why}>{t("units.similar", { unit: need.similar_to.at(-1) })}</span>
              )}
            </div>
          ),
        },
        {
          key: "rows",
          title: t("units.rows"),
          width: 72,
          align: "end",
          render: (need) => count(need.rows.length),
        },
        {
          key: "answer",
          title: t("units.answer"),
          width: 280,
          render: (need) => {
            if (!open) {
              const use = given.get(key(need.path));
              return typeof use === "object" ? t("units.use", { unit: use.use.join(" / ") }) : undefined;
            }
            return (
              <Select<string>
                style={{ width: "100%" }}
                aria-label={t("units.answer_for", { unit: need.path.join(" / ") })}
                disabled={answer.isPending}
                allowClear
                placeholder={need.state === "asked" ? t("units.choose") : t("units.create")}
                value={value(need)}
                onChange={(chosen: string | undefined) => decide(need, chosen)}
                options={[
                  { value: "create", label: t("units.create") },
                  ...others
                    .filter((path) => key(path) !== key(need.path))
                    .map((path) => ({ value: key(path), label: t("units.use", { unit: path.join(" / ") }) })),
                ]}
                popupMatchSelectWidth={false}
              />
            );
          },
        },
      ]}
      rowKey={(need) => key(need.path)}
      rowName={(need) => need.path.join(" / ")}
      rows={rows}
      refreshing={list.isFetching}
      problem={list.error && !rows ? problemOf(list.error) : undefined}
      retry={() => void list.refetch()}
      counted={(amount) => amount}
      empty={{ title: t("units.none"), reason: t("units.none_why") }}
    />
  );
}
