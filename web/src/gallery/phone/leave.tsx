import { useState } from "react";
import { Figure } from "@/shared/explain/Figure";
import { Button } from "@/shared/phone/Button";
import { Card, Field, Row } from "@/shared/phone/Card";
import { Options, Segments } from "@/shared/phone/Choice";
import { DayStrip } from "@/shared/phone/DayStrip";
import { HiddenAmount } from "@/shared/phone/Hidden";
import { Dock, Page } from "@/shared/phone/Page";
import { ApproverRail } from "@/shared/phone/Rail";
import { PhoneStage } from "../PhoneStage";
import { annualLeave } from "../samples";

export default function LeaveScene() {
  const [kind, setKind] = useState("annual");
  const [half, setHalf] = useState<"am" | "pm">("pm");
  const explained = { explanation: annualLeave };
  const halves = (
    <Segments
      label="上午或下午"
      value={half}
      onChange={setHalf}
      segments={[
        { value: "am", title: "上午" },
        { value: "pm", title: "下午" },
      ]}
    />
  );
  return (
    <PhoneStage>
      <Page
        title="请假"
        dock={
          <Dock>
            <Button kind="filled" onPress={() => undefined}>
              提交请假 2.5 天
            </Button>
          </Dock>
        }
      >
        <Card>
          <Options
            label="类型"
            value={kind}
            onChange={setKind}
            options={[
              { value: "annual", title: "年假", note: "7.5 天" },
              { value: "toil", title: "调休", note: "12 小时 30 分" },
              { value: "sick", title: "病假", note: "需病历" },
              { value: "personal", title: "事假", note: "不带薪" },
              { value: "child", title: "育儿假", note: "6 天" },
              { value: "other", title: "其他", note: "婚假、产假等" },
            ]}
          />
          <div style={{ marginTop: 8 }}>
            <Field label="开始" value="9月18日 周五" onPress={() => undefined} end={halves} />
            <Field label="结束" value="9月21日 周一" onPress={() => undefined} end={halves} />
          </div>
        </Card>
        <Card
          title={
            <span className="title">
              共 <Figure explained={explained}>2.5 天</Figure>
            </span>
          }
          aside={
            <span className="small">
              年假 7.5 天，批后余{" "}
              <b style={{ color: "var(--text)" }}>
                <Figure explained={explained}>5 天</Figure>
              </b>
            </span>
          }
        >
          <DayStrip
            label="每天计多少"
            days={[
              { day: "2026-09-18", figure: "0.5", note: "下午" },
              { day: "2026-09-19", figure: "不计", note: "休息日", kind: "off" },
              { day: "2026-09-20", figure: "1", note: "调休上班", kind: "attention" },
              { day: "2026-09-21", figure: "1", note: "全天" },
            ]}
          />
          <p className="small" style={{ marginTop: 8 }}>
            9月20日（周日）因国庆节调休要上班，计 1 天。先用 12月31日到期的 1.5 天。
          </p>
        </Card>
        <Card title="谁来批">
          <ApproverRail
            approvers={[
              { name: "欧阳若溪", number: "010228", role: "店长", why: "你的直属上级", state: "now" },
              {
                name: "阿依古丽·阿卜杜热合曼·吐尔逊",
                number: "010613",
                why: "请假满 2 天，要区域人事批",
                standsInFor: "贺知微",
                state: "ahead",
              },
            ]}
          />
        </Card>
        <Card rows>
          <Row title="实发" end={<HiddenAmount label="实发">¥7,306.64</HiddenAmount>} />
        </Card>
      </Page>
    </PhoneStage>
  );
}
