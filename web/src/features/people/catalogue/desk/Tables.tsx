import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { useCan } from "@/shared/access/Session";
import { useAsOfParam, useReadOnly } from "@/shared/asof/AsOf";
import { TodayOnly } from "@/shared/asof/TodayOnly";
import { TwoLines } from "@/shared/desk/Cut";
import { DataTable } from "@/shared/desk/DataTable";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { listed } from "@/shared/desk/listed";
import { useSay } from "@/shared/desk/useSay";
import { count } from "@/shared/format/numbers";
import { useToday } from "@/shared/format/today";
import { useFormat } from "@/shared/format/useFormat";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { StatusDot } from "@/shared/parts/StatusDot";
import { useGrades, useJobTitles, useNames, usePositions } from "../../hooks";
import { InUse } from "../../InUse";
import type { Grade, JobTitle, UnitView } from "../../model";
import { useRetire } from "../hooks";
import { filling, nameIn, type PositionView } from "../model";
import { ChangeGrade, ChangePosition, ClosePosition } from "./ChangeDrawers";

export function Jobs({ mayRetire }: { mayRetire: boolean }) {
  const { t } = useTranslation("people");
  const language = useLanguage();
  const list = useJobTitles();
  const readOnly = useReadOnly();
  return (
    <DataTable
      name="jobs"
      label={t("catalogue.jobs")}
      identity={{
        key: "job",
        title: t("catalogue.job"),
        width: 220,
        render: (row) => <TwoLines main={nameIn(language, row)} sub={row.code} />,
      }}
      columns={[
        { key: "family", title: t("catalogue.family"), width: 160, render: ({ family }) => family },
        {
          key: "other",
          title: t("catalogue.other_name"),
          width: 200,
          render: (row) => (nameIn(language, row) === row.name ? row.name_en : row.name),
        },
        {
          key: "state",
          title: t("catalogue.state"),
          width: 110,
          render: ({ retired }) => <InUse retired={retired} />,
        },
        {
          key: "do",
          title: t("catalogue.act"),
          width: 90,
          render: (row) => mayRetire && !readOnly && !row.retired && <Retire from="jobs" row={row} />,
        },
      ]}
      rowKey={({ id }) => id}
      rowName={(row) => nameIn(language, row)}
      {...listed(list)}
      counted={(amount, n) => t("catalogue.counted", { amount, count: n })}
      covers={<TodayOnly />}
      empty={{ title: t("catalogue.jobs.empty"), reason: t("catalogue.jobs.empty_why") }}
      ended={({ retired }) => retired}
    />
  );
}

/** Nothing is lost, but it cannot be taken back: it asks first. */
function Retire({ from, row }: { from: "jobs" | "grades"; row: JobTitle | Grade }) {
  const { t } = useTranslation("people");
  const say = useSay();
  const retire = useRetire(from);
  return (
    <Popconfirm
      title={t(`catalogue.${from}.retire_title`, { name: row.name })}
      description={t(`catalogue.${from}.retire_why`)}
      okText={t("catalogue.retire")}
      cancelText={t("common:action.cancel")}
      onConfirm={() =>
        retire.mutateAsync(row.id).then(
          () => say.done(t("catalogue.retired_done")),
          (error: unknown) => say.problem(problemOf(error)),
        )
      }
    >
      <Button size="small" type="link" aria-label={t("catalogue.retire_of", { name: row.name })}>
        {t("catalogue.retire")}
      </Button>
    </Popconfirm>
  );
}

export function Grades({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation("people");
  const language = useLanguage();
  const list = useGrades();
  const readOnly = useReadOnly();
  const [changing, setChanging] = useState<Grade>();
  return (
    <>
      <DataTable
        name="grades"
        label={t("catalogue.grades")}
        identity={{
          key: "grade",
          title: t("catalogue.grade"),
          width: 220,
          render: (row) => <TwoLines main={nameIn(language, row)} sub={row.code} />,
        }}
        columns={[
          {
            key: "other",
            title: t("catalogue.other_name"),
            width: 200,
            render: (row) => (nameIn(language, row) === row.name ? row.name_en : row.name),
          },
          {
            key: "rank",
            title: t("catalogue.rank"),
            width: 90,
            align: "end",
            render: ({ rank }) => count(rank),
          },
          {
            key: "state",
            title: t("catalogue.state"),
            width: 110,
            render: ({ retired }) => <InUse retired={retired} />,
          },
          {
            key: "do",
            title: t("catalogue.act"),
            width: 150,
            render: (row) =>
              mayChange &&
              !readOnly &&
              !row.retired && (
                <>
                  <ChangeButton name={row.name} choose={() => setChanging(row)} />
                  <Retire from="grades" row={row} />
                </>
              ),
          },
        ]}
        rowKey={({ id }) => id}
        rowName={(row) => nameIn(language, row)}
        {...listed(list)}
        counted={(amount, n) => t("catalogue.counted", { amount, count: n })}
        covers={<TodayOnly />}
        empty={{ title: t("catalogue.grades.empty"), reason: t("catalogue.grades.empty_why") }}
        ended={({ retired }) => retired}
      />
      {changing && <ChangeGrade grade={changing} close={() => setChanging(undefined)} />}
    </>
  );
}

function ChangeButton({ name, choose }: { name: string; choose: () => void }) {
  const { t } = useTranslation("people");
  return (
    <Button size="small" type="link" aria-label={t("catalogue.change_of", { name })} onClick={choose}>
      {t("common:action.edit")}
    </Button>
  );
}

interface PositionsProps {
  units: UnitView[];
  unit?: string;
  choose: (unit: string | undefined) => void;
}

const dots = { over: "attention", full: "valid", free: "planned" } as const;

export function Positions({ units, unit, choose }: PositionsProps) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const asOf = useAsOfParam();
  const { day: today } = useToday();
  const names = useNames(asOf);
  const readOnly = useReadOnly();
  const may = useCan("org.write");
  const [doing, setDoing] = useState<{ what: "change" | "close"; seat: PositionView }>();
  const done = () => setDoing(undefined);
  return (
    <>
      <DataTable
        name="positions"
        label={t("catalogue.positions")}
        identity={{
          key: "position",
          title: t("catalogue.position"),
          width: 220,
          render: (row) => <TwoLines main={row.name} sub={row.code} />,
        }}
        columns={[
          { key: "unit", title: t("field.unit"), width: 190, render: (row) => names.unit(row.unit_id) },
          {
            key: "job",
            title: t("field.job"),
            width: 160,
            render: (row) => (
              <TwoLines
                main={row.job_id ? names.job(row.job_id) : undefined}
                sub={row.grade_id ? names.grade(row.grade_id) : undefined}
              />
            ),
          },
          {
            key: "held",
            title: t("catalogue.held"),
            width: 90,
            align: "end",
            render: ({ held }) => count(held),
          },
          {
            key: "headcount",
            title: t("catalogue.headcount"),
            width: 90,
            align: "end",
            render: ({ headcount }) => count(headcount),
          },
          {
            key: "state",
            title: t("catalogue.state"),
            width: 130,
            render: (row) => (
              <StatusDot state={dots[filling(row)]}>
                {t(`catalogue.filling.${filling(row)}`, { count: Math.abs(row.headcount - row.held) })}
              </StatusDot>
            ),
          },
          {
            key: "last_day",
            title: t("catalogue.last_day"),
            width: 120,
            render: ({ last_day }) => last_day && format.day(last_day),
          },
          {
            key: "do",
            title: t("catalogue.act"),
            width: 150,
            render: (seat) =>
              may &&
              !readOnly && (
                <>
                  <ChangeButton name={seat.name} choose={() => setDoing({ what: "change", seat })} />
                  <Button
                    size="small"
                    type="link"
                    aria-label={t("catalogue.close_of", { name: seat.name })}
                    onClick={() => setDoing({ what: "close", seat })}
                  >
                    {t("catalogue.close")}
                  </Button>
                </>
              ),
          },
        ]}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        {...listed(usePositions(asOf, unit))}
        counted={(amount, n) => t("catalogue.counted", { amount, count: n })}
        covers={t("covers.as_of", { moment: format.day(asOf.as_of ?? today) })}
        empty={{ title: t("catalogue.positions.empty"), reason: t("catalogue.positions.empty_why") }}
        filters={
          units.length > 0 && (
            <FilterSelect
              label={t("filter.unit")}
              value={unit}
              all={t("filter.all")}
              options={units.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={choose}
              searchable
            />
          )
        }
      />
      {doing?.what === "change" && <ChangePosition seat={doing.seat} close={done} />}
      {doing?.what === "close" && <ClosePosition seat={doing.seat} close={done} />}
    </>
  );
}
