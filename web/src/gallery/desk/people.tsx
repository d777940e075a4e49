import { Button } from "antd";
import { ActionButton } from "@/shared/desk/ActionButton";
import { TwoLines } from "@/shared/desk/Cut";
import { type Column, DataTable } from "@/shared/desk/DataTable";
import { FilterSelect } from "@/shared/desk/FilterSelect";
import { PageShell } from "@/shared/desk/PageShell";
import { PersonCell } from "@/shared/desk/PersonCell";
import { Figure } from "@/shared/explain/Figure";
import { Icon } from "@/shared/icons/Icon";
import { Facts } from "@/shared/parts/Dot";
import { MaskedField } from "@/shared/parts/MaskedField";
import { StatusDot } from "@/shared/parts/StatusDot";
import { PlannedTag } from "@/shared/parts/Tag";
import { DeskStage } from "../DeskStage";
import { annualLeave, people, type SamplePerson } from "../samples";

const identity: Column<SamplePerson> = {
  key: "person",
  title: "人员",
  width: 260,
  render: (row) => (
    <PersonCell
      person={{ name: row.name, number: row.number, sameName: row.sameName, left: row.state === "ended" }}
      withUnit={false}
      link={(name) => <a href={`#${row.id}`}>{name}</a>}
    />
  ),
};
const columns: Column<SamplePerson>[] = [
  { key: "unit", title: "单位", width: 170, render: (row) => <TwoLines main={row.unit} sub={row.path} /> },
  {
    key: "job",
    title: "岗位",
    width: 132,
    render: (row) => (
      <>
        {row.job} <span style={{ color: "var(--text-2)" }}>{row.grade}</span>
      </>
    ),
  },
  {
    key: "state",
    title: "状态",
    width: 190,
    render: (row) => (
      <StatusDot state={row.state}>
        {row.stateWords} {row.planned && <PlannedTag>{row.planned}</PlannedTag>}
      </StatusDot>
    ),
  },
  { key: "joined", title: "入职日期", width: 104, align: "end", render: (row) => row.joined },
  {
    key: "contract",
    title: "合同到期",
    width: 156,
    align: "end",
    render: (row) => (
      <>
        {row.contract}
        {row.days && (
          <span style={{ marginLeft: 12, color: "var(--warning-text)" }} className="caption">
            <Figure explained={{ explanation: annualLeave }}>{row.days} 天</Figure>
          </span>
        )}
      </>
    ),
  },
  {
    key: "mobile",
    title: "手机",
    width: 148,
    align: "end",
    render: (row) => <MaskedField label="手机" masked={row.mobile} reveal={async () => "13800136021"} />,
  },
  { key: "grade", title: "职级", width: 96, optional: true, render: (row) => row.grade },
];

export default function PeopleScene() {
  return (
    <DeskStage here="people">
      <PageShell
        title="人员"
        purpose="集团所有在职、待入职和已离职的人，一人一行。"
        fill
        actions={
          <>
            <Button icon={<Icon name="import" />}>导入</Button>
            <ActionButton type="primary" permission="people.write" icon={<Icon name="plus" />}>
              办理入职
            </ActionButton>
          </>
        }
        tabs={{
          active: "all",
          go: () => undefined,
          items: [
            { key: "all", label: "全部", count: "1,412", href: "#all" },
            { key: "active", label: "在职", count: "1,286", href: "#active" },
            { key: "probation", label: "试用期", count: "23", href: "#probation" },
            { key: "ends", label: "合同 90 天内到期", count: "41", href: "#ends" },
          ],
          aside: (
            <Button type="text" icon={<Icon name="plus" />}>
              存为视图
            </Button>
          ),
        }}
      >
        <DataTable
          name="gallery.people"
          label="人员"
          identity={identity}
          columns={columns}
          rows={people}
          rowKey={(row) => row.id}
          rowName={(row) => row.name}
          total={{ count: 1412 }}
          counted={(amount) => `${amount} 人`}
          covers={<Facts of={["范围：澄屿集团", "截至 2026-11-21 (周六) 09:14"]} />}
          next="c2"
          pages={{ skip: 0, hasPrevious: false, next: () => undefined, previous: () => undefined }}
          empty={{ title: "没有人", reason: "" }}
          ended={(row) => row.state === "ended"}
          open={() => undefined}
          initialSelection={{ kind: "rows", keys: new Set(["p342", "p115", "p228"]) }}
          bulk={() => (
            <>
              <Button>调岗</Button>
              <Button>换直接上级</Button>
              <Button>续签合同</Button>
              <Button icon={<Icon name="more" />} aria-label="更多" />
            </>
          )}
          filters={
            <>
              <FilterSelect
                label="单位"
                value={undefined}
                all="全部，含下级"
                options={[]}
                onChange={() => undefined}
              />
              <FilterSelect
                label="状态"
                value="on"
                all="全部"
                options={[{ value: "on", label: "在职" }]}
                onChange={() => undefined}
              />
            </>
          }
          tools={<Button icon={<Icon name="export" />}>导出…</Button>}
        />
      </PageShell>
    </DeskStage>
  );
}
