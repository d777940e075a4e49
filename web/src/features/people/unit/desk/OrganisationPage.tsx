import { Link } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useAsOf, useAsOfParam } from "@/shared/asof/AsOf";
import { ActionButton } from "@/shared/desk/ActionButton";
import { ChangeStrip } from "@/shared/desk/ChangeStrip";
import { TwoLines } from "@/shared/desk/Cut";
import { PageShell } from "@/shared/desk/PageShell";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import { count } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useUnits } from "../../hooks";
import { type UnitView, unitPath } from "../../model";
import { useUnit } from "../hooks";
import { isVacant, openAtFirst, type TreeRow, treeRows } from "../model";
import styles from "./OrganisationPage.module.css";
import { CreateUnitDrawer } from "./UnitForms";
import { UnitPanel } from "./UnitPanel";

export interface OrganisationSearch {
  unit?: string;
  /** Only units without a head. */
  view?: "vacant";
  /** A form is open: a new unit below the chosen one. */
  do?: "create";
}

interface Props {
  search: OrganisationSearch;
  go: (search: OrganisationSearch) => void;
}

/** The organisation as of a day: the tree, who heads what, how many work where. */
export function OrganisationPage({ search, go }: Props) {
  const { t } = useTranslation("people");
  const asOf = useAsOfParam();
  const tree = useUnits(asOf);
  const units = tree.data?.units;
  const chosen = useUnit(search.unit, asOf).data;
  const changes = chosen?.versions.map(({ first_day }) => first_day) ?? [];
  const vacant = units?.filter(isVacant).length;
  const { day } = useAsOf();
  const format = useFormat();
  return (
    <PageShell
      title={t("org.title")}
      purpose={day ? t("org.purpose_on", { day: format.day(day) }) : t("org.purpose")}
      actions={
        <ActionButton
          type="primary"
          permission="org.write"
          icon={<Icon name="plus" />}
          onClick={() => go({ ...search, do: "create" })}
        >
          {t("org.create")}
        </ActionButton>
      }
      tabs={{
        active: search.view ?? "tree",
        go: (key) => go(key === "vacant" ? { view: "vacant", unit: search.unit } : { unit: search.unit }),
        items: [
          { key: "tree", label: t("org.tree"), href: "/organisation" },
          {
            key: "vacant",
            label: t("org.vacant"),
            count: vacant === undefined ? undefined : String(vacant),
            href: "/organisation?view=vacant",
          },
        ],
      }}
    >
      {tree.error && !units ? (
        <ProblemBlock problem={problemOf(tree.error)} retry={() => void tree.refetch()} />
      ) : !units ? (
        <Skeleton active paragraph={{ rows: 10 }} />
      ) : units.length === 0 ? (
        <StateBlock icon="org" title={t("org.empty")} action={<Link to="/import">{t("org.import")}</Link>}>
          {t("org.empty_why")}
        </StateBlock>
      ) : (
        <>
          {changes.length > 1 && (
            <div className={styles.strip}>
              <ChangeStrip changes={changes} />
            </div>
          )}
          <div className={styles.columns} data-panel={search.unit ? true : undefined}>
            <Tree
              key={search.view ?? "tree"}
              units={units}
              vacantOnly={search.view === "vacant"}
              chosen={search.unit}
              choose={(unit) => go({ view: search.view, unit: unit === search.unit ? undefined : unit })}
            />
            {search.unit && (
              <UnitPanel
                key={search.unit}
                id={search.unit}
                units={units}
                close={() => go({ view: search.view })}
                choose={(unit) => go({ unit })}
              />
            )}
          </div>
        </>
      )}
      {search.do === "create" && units && (
        <CreateUnitDrawer
          units={units}
          parent={search.unit}
          close={() => go({ ...search, do: undefined })}
          made={(unit) => go({ unit })}
        />
      )}
    </PageShell>
  );
}

interface TreeProps {
  units: UnitView[];
  vacantOnly: boolean;
  chosen?: string;
  choose: (unit: string) => void;
}

function Tree({ units, vacantOnly, chosen, choose }: TreeProps) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { day } = useAsOf();
  const { day: today, now } = useToday();
  const [open, setOpen] = useState(() => openAtFirst(units, chosen));
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo<TreeRow[]>(
    () =>
      vacantOnly
        ? units
            .filter(isVacant)
            .map((unit) => ({ kind: "unit", unit, depth: 0, open: undefined, people: unit.people }))
        : treeRows(units, { open, whole }),
    [units, open, whole, vacantOnly],
  );
  const toggle = (id: string) =>
    setOpen((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const drawn = rows.filter((row) => row.kind === "unit").length;
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={t("org.tree")}>
        <table className={styles.tree}>
          <thead>
            <tr>
              <th scope="col">{t("fact.unit")}</th>
              <th scope="col" className={styles.code}>
                {t("org.code")}
              </th>
              <th scope="col" className={styles.head}>
                {t("org.head")}
              </th>
              <th scope="col" className={styles.figure}>
                {t("org.here")}
              </th>
              <th scope="col" className={styles.figure}>
                {t("org.below")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) =>
              row.kind === "more" ? (
                <tr key={`more:${row.parent}`}>
                  <td colSpan={5} style={{ paddingLeft: 16 + row.depth * 20 + 24 }}>
                    <Button
                      type="link"
                      size="small"
                      onClick={() => setWhole((now) => new Set(now).add(row.parent))}
                    >
                      {t("org.more", { count: row.amount })}
                    </Button>
                  </td>
                </tr>
              ) : (
                <tr key={row.unit.id} data-on={row.unit.id === chosen || undefined}>
                  <td style={{ paddingLeft: 16 + row.depth * 20 }}>
                    <span className={styles.unit}>
                      {row.open === undefined ? (
                        <span className={styles.twig} />
                      ) : (
                        <button
                          type="button"
                          className={styles.twig}
                          aria-expanded={row.open}
                          aria-label={t(row.open ? "org.fold" : "org.unfold", { unit: row.unit.name })}
                          onClick={() => toggle(row.unit.id)}
                        >
                          <Icon name={row.open ? "down" : "right"} size={12} />
                        </button>
                      )}
                      <button type="button" className="row-open" onClick={() => choose(row.unit.id)}>
                        <b>{row.unit.name}</b>
                      </button>
                      <span className="caption">
                        <Facts
                          of={[
                            t(`unit_kind.${row.unit.kind}`),
                            // out of the tree its place must be said: names repeat
                            vacantOnly && unitPath(units, row.unit.parent_id).at(-1)?.name,
                          ]}
                        />
                      </span>
                    </span>
                  </td>
                  <td className={styles.code}>{row.unit.code}</td>
                  <td className={styles.head}>
                    {row.unit.head_id && row.unit.head_name ? (
                      <TwoLines
                        main={<Link to={`/people/${row.unit.head_id}`}>{row.unit.head_name}</Link>}
                        sub={row.unit.head_number ?? undefined}
                      />
                    ) : (
                      <StatusDot state="attention">{t("org.no_head")}</StatusDot>
                    )}
                  </td>
                  <td className={styles.figure}>{count(row.unit.people)}</td>
                  <td className={styles.figure}>
                    <Link to="/people" search={{ unit: row.unit.id } as never}>
                      {count(row.people)}
                    </Link>
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
        {rows.length === 0 && (
          <StateBlock icon="check" title={t("org.none_vacant")}>
            {t("org.none_vacant_why")}
          </StateBlock>
        )}
      </section>
      <footer className={styles.foot}>
        <span>{t("org.counted", { count: units.length, drawn })}</span>
        <span className="caption">
          <Facts
            of={[
              t("covers.scope", { scope: t("covers.all") }),
              t("covers.as_of", {
                moment: day ? format.day(day) : `${format.day(today)} ${format.shortMoment(now)}`,
              }),
            ]}
          />
        </span>
      </footer>
    </div>
  );
}
