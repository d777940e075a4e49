import { ActionButton } from "@/shared/desk/ActionButton";
import { Card } from "@/shared/desk/Card";
import { HeadFact, PageShell } from "@/shared/desk/PageShell";
import { Figure } from "@/shared/explain/Figure";
import { Avatar } from "@/shared/parts/Avatar";
import { Facts } from "@/shared/parts/Dot";
import { MaskedField } from "@/shared/parts/MaskedField";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Timeline } from "@/shared/parts/Timeline";
import { DeskStage } from "../DeskStage";
import { annualLeave } from "../samples";

const explained = { explanation: annualLeave, computedAt: "2026-11-21T09:14:03+08:00" };

export default function EmployeeScene() {
  return (
    <DeskStage here="people" explained={{ ...explained, place: "leave" }}>
      <PageShell
        path="人员 / 西北大区 / 乌鲁木齐天山店 / 夜班组"
        mark={<Avatar name="阿卜杜热西提·买买提明" size="large" />}
        title={<Name>阿卜杜热西提·买买提明</Name>}
        status={<StatusDot state="valid">在职</StatusDot>}
        purpose={<Facts of={["010342", "乌鲁木齐天山店夜班组", "营运主管 P4"]} />}
        facts={
          <>
            <HeadFact label="直接上级">
              <a href="#m">热依汗·吐尔逊</a> 010207
            </HeadFact>
            <HeadFact label="合同">无固定期限</HeadFact>
          </>
        }
        actions={<ActionButton type="primary">办理异动</ActionButton>}
        tabs={{
          active: "overview",
          go: () => undefined,
          items: ["overview:概览", "contract:任职与合同", "leave:假期", "pay:薪酬", "file:档案"].map(
            (tab) => {
              const [key = "", label] = tab.split(":");
              return { key, label, href: `#${key}` };
            },
          ),
        }}
      >
        <div
          style={{
            display: "grid",
            gridTemplateColumns: "272px minmax(0, 1fr)",
            gap: 16,
            alignItems: "start",
          }}
        >
          <Card title="时间线">
            <Timeline
              label="时间线"
              events={[
                {
                  id: "1",
                  on: "2027-01-01",
                  title: "晋升：营运主管 → 副店长",
                  detail: "职级 P4 → M1，11-12 已批准",
                  recorded: "许静怡 11-10 记录",
                  actions: <a href="#x">撤回</a>,
                },
                { id: "2", on: "2026-09-01", title: "班组：白班组 → 夜班组", recorded: "许静怡 08-26 记录" },
                { id: "3", on: "2025-04-01", title: "调薪", locked: "金额仅薪酬组可见" },
                { id: "4", on: "2019-03-18", title: "入职：理货员 P1", recorded: "周岚 03-18 记录" },
              ]}
            />
          </Card>
          <div style={{ display: "grid", gap: 16 }}>
            <Card title="个人资料" covers="显示敏感项会留痕">
              <div
                style={{
                  display: "grid",
                  gridTemplateColumns: "64px 1fr",
                  gap: "12px",
                  color: "var(--text-2)",
                }}
              >
                <span>手机</span>
                <MaskedField label="手机" masked="138****6021" reveal={async () => "13800136021"} />
                <span>身份证</span>
                <MaskedField
                  label="身份证"
                  masked="6501**********341X"
                  reveal={() => Promise.reject(new Error("x"))}
                />
                <span>银行卡</span>
                <MaskedField label="银行卡" whyNot={{ reason: "薪酬组可见，找司徒婉清 010479" }} />
                <span>邮箱</span>
                <MaskedField label="邮箱" />
              </div>
              <div style={{ marginTop: 12 }}>
                <Notice icon="lock" title="您的角色“集团人事”不含薪酬。">
                  需要时找薪酬主管 <a href="#m">何敏之 010055</a>，或<a href="#r">申请限时查看</a>。
                </Notice>
              </div>
            </Card>
            <Card
              title="年假"
              covers="截至 2026-11-21"
              aside={
                <>
                  可休{" "}
                  <Figure explained={explained} place="leave">
                    7.5 天
                  </Figure>
                  ，<span style={{ color: "var(--warning-text)" }}>12-31 到期</span>
                </>
              }
            >
              <Facts of={["发放 12.0", "已休 1.5", "审批中 3.0"]} />
            </Card>
          </div>
        </div>
      </PageShell>
    </DeskStage>
  );
}
