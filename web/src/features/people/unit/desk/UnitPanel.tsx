import { Link } from "@tanstack/react-router";
import { Button, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { useAsOf, useAsOfParam } from "@/shared/asof/AsOf";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { ProblemBlock } from "@/shared/desk/StateBlock";
import { useSay } from "@/shared/desk/useSay";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { Icon } from "@/shared/icons/Icon";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Timeline, type TimelineEvent } from "@/shared/parts/Timeline";
import { type UnitPage, type UnitVersion, type UnitView, unitPath } from "../../model";
import { useCancelUnitChange, useUnit } from "../hooks";
import { MergeUnitDrawer } from "./MergeUnitDrawer";
import styles from "./OrganisationPage.module.css";
import { ChangeUnitDrawer, CloseUnitDrawer } from "./UnitForms";

interface Props {
  id: string;
  units: UnitView[];
  close: () => void;
  choose: (unit: string) => void;
}

/** One unit beside the tree: what it is on the day, how it came to be, what is planned, and what can be changed. */
export function UnitPanel({ id, units, close, choose }: Props) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { day } = useAsOf();
  const { day: today } = useToday();
  const found = useUnit(id, useAsOfParam());
  const [doing, setDoing] = useState<"change" | "merge" | "close">();
  const page = found.data;
  const unit = page?.unit ?? units.find((one) => one.id === id);
  const path = unitPath(units, unit?.parent_id);
  const title = unit?.name ?? page?.versions.at(-1)?.name ?? t("fact.unit");
  return (
    <aside className={styles.panel} aria-label={title} data-doing={doing}>
      <Card
        title={title}
        end={
          <Button
            type="text"
            size="small"
            icon={<Icon name="close" />}
            aria-label={t("common:action.close")}
            onClick={close}
          />
        }
      >
        {found.error && !page ? (
          <ProblemBlock problem={problemOf(found.error)} retry={() => void found.refetch()} />
        ) : !page ? (
          <Skeleton active paragraph={{ rows: 5 }} />
        ) : (
          <>
            {unit ? (
              <dl className={styles.facts}>
                <div>
                  <dt>{t("org.parent")}</dt>
                  <dd>
                    {path.length > 0
                      ? path.map((one, at) => (
                          <span key={one.id}>
                            {at > 0 && " / "}
                            <button type="button" className="row-open" onClick={() => choose(one.id)}>
                              {one.name}
                            </button>
                          </span>
                        ))
                      : t("value.none")}
                  </dd>
                </div>
                <div>
                  <dt>{t("org.kind")}</dt>
                  <dd>{t(`unit_kind.${unit.kind}`)}</dd>
                </div>
                <div>
                  <dt>{t("org.code")}</dt>
                  <dd>{unit.code}</dd>
                </div>
                <div>
                  <dt>{t("org.head")}</dt>
                  <dd>
                    {unit.head_id ? (
                      <>
                        <Link to={`/people/${unit.head_id}`}>{unit.head_name}</Link> {unit.head_number}
                      </>
                    ) : (
                      <StatusDot state="attention">{t("org.no_head_why")}</StatusDot>
                    )}
                  </dd>
                </div>
                {unit.cost_centre && (
                  <div>
                    <dt>{t("fact.cost_centre")}</dt>
                    <dd>{unit.cost_centre}</dd>
                  </div>
                )}
                {unit.place && (
                  <div>
                    <dt>{t("org.place")}</dt>
                    <dd>
                      {unit.place} {unit.zone}
                    </dd>
                  </div>
                )}
              </dl>
            ) : (
              <p>{t("org.not_then", { day: format.day(day ?? today) })}</p>
            )}
            <div className={styles.actions}>
              <ActionButton size="small" permission="org.write" onClick={() => setDoing("change")}>
                {t("org.change")}
              </ActionButton>
              {unit && !["group", "company"].includes(unit.kind) && (
                <ActionButton size="small" permission="org.write" onClick={() => setDoing("merge")}>
                  {t("org.merge")}
                </ActionButton>
              )}
              <ActionButton size="small" permission="org.write" danger onClick={() => setDoing("close")}>
                {t("org.close")}
              </ActionButton>
            </div>
          </>
        )}
      </Card>
      {page && (
        <Card title={t("history.title")}>
          <UnitHistory unit={id} page={page} units={units} asOf={day} />
        </Card>
      )}
      {doing === "change" && unit && (
        <ChangeUnitDrawer unit={unit} units={units} close={() => setDoing(undefined)} />
      )}
      {doing === "merge" && unit && (
        <MergeUnitDrawer unit={unit} units={units} close={() => setDoing(undefined)} merged={choose} />
      )}
      {doing === "close" && unit && (
        <CloseUnitDrawer unit={unit} units={units} close={() => setDoing(undefined)} />
      )}
    </aside>
  );
}

interface HistoryProps {
  unit: string;
  page: UnitPage;
  units: readonly UnitView[];
  asOf: string | undefined;
}

/** What became of the unit and what is planned; anything but its beginning can be taken back. */
function UnitHistory({ unit, page: { versions, closing }, units, asOf }: HistoryProps) {
  const { t } = useTranslation("people");
  const mends = useCan("org.write") && asOf === undefined;
  const events: TimelineEvent[] = versions.map((one, at) => {
    const event = versionEvent(t, units, versions[at - 1], one);
    const takeBack = mends && at > 0 && <TakeBackChange unit={unit} change={one.change_id} on={event.on} />;
    return { ...event, actions: takeBack || undefined };
  });
  if (closing) {
    const { change_id, gone_on } = closing;
    const takeBack = mends && <TakeBackChange unit={unit} change={change_id} on={gone_on} closing />;
    events.push({ id: change_id, on: gone_on, title: t("org.closes"), actions: takeBack || undefined });
  }
  return <Timeline events={events} asOf={asOf} label={t("history.title")} />;
}

interface TakeBackProps {
  unit: string;
  change: string;
  on: string;
  closing?: boolean;
}

function TakeBackChange({ unit, change, on, closing }: TakeBackProps) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const say = useSay();
  const cancel = useCancelUnitChange(unit);
  return (
    <Popconfirm
      title={t("org.take_back_title", { day: format.day(on) })}
      description={t(closing ? "org.take_back_closing" : "org.take_back_why")}
      okText={t("history.take_back")}
      cancelText={t("common:action.cancel")}
      onConfirm={() =>
        cancel.mutateAsync(change).then(
          () => say.done(t("history.taken_back")),
          (error: unknown) => say.problem(problemOf(error)),
        )
      }
    >
      <Button
        type="link"
        size="small"
        style={{ padding: 0, height: "auto" }}
        aria-label={t("org.take_back_of", { day: format.day(on) })}
      >
        {t("history.take_back")}
      </Button>
    </Popconfirm>
  );
}

type T = ReturnType<typeof useTranslation>["t"];

/** What a version changed, told from the one before it. */
function versionEvent(
  t: T,
  units: readonly UnitView[],
  before: UnitVersion | undefined,
  version: UnitVersion,
) {
  const name = (id: string | null | undefined) =>
    units.find((unit) => unit.id === id)?.name ?? t("value.out_of_sight");
  const changes: string[] = [];
  if (!before) changes.push(t("org.made", { name: version.name }));
  else {
    if (before.name !== version.name)
      changes.push(t("history.becomes", { field: t("fact.name"), from: before.name, to: version.name }));
    if (before.parent_id !== version.parent_id)
      changes.push(
        t("history.becomes", {
          field: t("org.parent"),
          from: name(before.parent_id),
          to: name(version.parent_id),
        }),
      );
    if (before.head_id !== version.head_id)
      changes.push(version.head_id ? t("org.head_changed") : t("org.head_left"));
    if (before.cost_centre !== version.cost_centre)
      changes.push(
        t("history.is", { field: t("fact.cost_centre"), to: version.cost_centre ?? t("value.none") }),
      );
    if (before.place !== version.place)
      changes.push(t("history.is", { field: t("org.place"), to: version.place ?? t("value.none") }));
  }
  const [first, ...rest] = changes;
  return {
    id: version.change_id,
    on: version.first_day,
    title: first ?? t("value.changed"),
    detail: rest.length > 0 ? rest.join(t("value.comma")) : undefined,
  };
}
