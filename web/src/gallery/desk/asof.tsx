import { Button } from "antd";
import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { ChangeStrip } from "@/shared/desk/ChangeStrip";
import { PageShell } from "@/shared/desk/PageShell";
import { Icon } from "@/shared/icons/Icon";
import { Timeline } from "@/shared/parts/Timeline";
import { DeskStage } from "../DeskStage";

const changes = [
  "2025-07-20",
  "2025-09-01",
  "2025-11-08",
  "2026-01-05",
  "2026-02-16",
  "2026-03-01",
  "2026-03-15",
  "2026-05-01",
  "2026-07-01",
  "2026-09-01",
];

export default function AsOfScene() {
  return (
    <DeskStage here="organisation" day="2025-12-31">
      <PageShell
        title="组织"
        purpose="单位、负责人和人数；2025-12-31 (周三) 当天的情况。"
        actions={
          <>
            <Button icon={<Icon name="compare" />}>和今天对比</Button>
            <ActionButton type="primary" icon={<Icon name="plus" />}>
              新建单位
            </ActionButton>
          </>
        }
      >
        <ChangeStrip changes={changes} />
        <div style={{ width: 320 }}>
          <Card title="客户服务与门店运营支持中心">
            <Timeline
              label="时间线"
              asOf="2025-12-31"
              events={[
                { id: "1", on: "2026-09-01", title: "新设：夜间服务组", recorded: "许静怡 08-20 记录" },
                {
                  id: "2",
                  on: "2026-03-15",
                  title: "负责人：买合木提·依明 → 空缺",
                  recorded: "调往成都，许静怡 03-10 记录",
                },
                { id: "3", on: "2023-05-01", title: "设立，编制 24", recorded: "周岚 04-18 记录" },
              ]}
            />
          </Card>
        </div>
      </PageShell>
    </DeskStage>
  );
}
