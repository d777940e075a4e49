import { Button } from "antd";
import { type Column, DataTable } from "@/shared/desk/DataTable";
import { JobCard } from "@/shared/desk/JobCard";
import { PageShell } from "@/shared/desk/PageShell";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { PlannedTag, Tag } from "@/shared/parts/Tag";
import { DeskStage } from "../DeskStage";

interface Row {
  id: string;
}
const identity: Column<Row> = { key: "name", title: "人员", width: 200, render: (row) => row.id };
const columns: Column<Row>[] = [
  { key: "unit", title: "单位", width: 120, render: () => "" },
  { key: "state", title: "状态", width: 120, render: () => "" },
];
const common = {
  identity,
  columns,
  rowKey: (row: Row) => row.id,
  rowName: (row: Row) => row.id,
  counted: (n: string) => `${n} 人`,
};
const empty = {
  title: "还没有人",
  reason: "这里会是集团所有的人，一人一行。花名册还没有导入，也没有办理过入职。",
  action: <Button type="primary">导入花名册</Button>,
};

export default function StatesScene() {
  return (
    <DeskStage here="people">
      <PageShell title="状态" purpose="空、读取中、出错、没有权限；长任务；提示。">
        <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr", gap: 16 }}>
          <DataTable {...common} name="g1" label="空" rows={[]} empty={empty} bulk={() => null} />
          <DataTable {...common} name="g2" label="读取中" rows={undefined} empty={empty} bulk={() => null} />
          <DataTable
            {...common}
            name="g3"
            label="出错"
            rows={undefined}
            problem={{ code: "network.unreachable", status: 0 }}
            retry={() => undefined}
            empty={empty}
          />
          <DataTable
            {...common}
            name="g4"
            label="没有权限"
            rows={undefined}
            problem={{ code: "auth.denied", status: 403, request: "01JD6Z" }}
            empty={empty}
          />
        </div>
        <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr 1fr", gap: 16, marginTop: 16 }}>
          <JobCard
            title="2026 年花名册迁移"
            state="running"
            phase="写入"
            done={8140}
            total={15432}
            rate={62}
            pause={() => undefined}
            cancel={() => undefined}
          />
          <JobCard
            title="历史工资导入（2024 年）"
            state="paused"
            phase="写入"
            done={8140}
            total={15432}
            resume={() => undefined}
          />
          <JobCard
            title="企业微信通讯录同步"
            state="failed"
            done={412}
            total={1286}
            fault="对方返回“应用可见范围不足”。在企业微信后台把应用的可见范围设为全公司，再重试。"
            result={<Button size="small">重试</Button>}
          />
        </div>
        <div style={{ display: "flex", flexWrap: "wrap", gap: 16, marginTop: 16, alignItems: "center" }}>
          <StatusDot state="valid">有效</StatusDot>
          <StatusDot state="active">审批中</StatusDot>
          <StatusDot state="attention">今天到期</StatusDot>
          <StatusDot state="blocked">超时 1 小时 14 分</StatusDot>
          <StatusDot state="planned">未开始</StatusDot>
          <StatusDot state="ended">已于 10-31 离职</StatusDot>
          <Tag>同名</Tag>
          <Tag tone="warning">2 个单位没有分管副总</Tag>
          <Tag tone="danger">错误</Tag>
          <Tag tone="info">代贺知微</Tag>
          <PlannedTag>12-01 入职</PlannedTag>
        </div>
        <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr 1fr", gap: 16, marginTop: 16 }}>
          <Notice tone="warning" title="12-03 (周四) 夜班缺 1 人。">
            要 6 人，批准后 5 人。<a href="#x">从白班调人</a>
          </Notice>
          <Notice tone="danger" title="没有通过检查，什么也没有改。">
            请核对后再试。
          </Notice>
          <Notice icon="lock">看过去的日期时不能改。要补记这天的变化，用“更正历史”。</Notice>
        </div>
      </PageShell>
    </DeskStage>
  );
}
