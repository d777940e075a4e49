import { Figure } from "@/shared/explain/Figure";
import { Facts } from "@/shared/parts/Dot";
import { Name } from "@/shared/parts/Name";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { Button, Pair, TextAction } from "@/shared/phone/Button";
import { Balances, Card, Row } from "@/shared/phone/Card";
import { Page } from "@/shared/phone/Page";
import { PhoneStage } from "../PhoneStage";
import { annualLeave } from "../samples";

const explained = { explanation: annualLeave, computedAt: "2026-11-21T08:50:00+08:00" };
const nothing = () => undefined;

export default function HomeScene() {
  return (
    <PhoneStage
      tab="home"
      explained={location.hash === "#explain" ? { ...explained, place: "leave" } : undefined}
    >
      <Page title="衡">
        <Notice
          tone="warning"
          title="紧急：今天 20:00 闭店"
          action={
            <Button size="card" onPress={nothing}>
              确认收到
            </Button>
          }
        >
          暴雨红色预警，晚班改到明天
        </Notice>
        <header>
          <p className="small">
            <Facts of={["早上好", "9月16日 周三"]} />
          </p>
          <h2 className="title">
            <Name>古丽米热·阿卜杜热依木·买买提</Name>
          </h2>
          <p className="small">
            <Facts of={["010342", "锦江东大街步行街旗舰店 / 顾客体验二组"]} />
          </p>
        </header>
        <Card title="早班 09:00–18:00" aside={<StatusDot state="attention">上班卡未打</StatusDot>}>
          <p className="small">9:05 起记迟到，下班卡 18:00 起可打</p>
          <div style={{ display: "grid", gap: 12, marginTop: 12 }}>
            <Notice
              icon="pin"
              title={
                <>
                  定位打不了，离门店 <Figure explained={explained}>312 米</Figure>
                </>
              }
            >
              要在 200 米内；扫店内二维码同样有效
            </Notice>
            <Button kind="filled" size="huge" icon="scan" wide onPress={nothing}>
              扫码打上班卡
            </Button>
            <Pair>
              <TextAction onPress={nothing}>重新定位</TextAction>
              <TextAction onPress={nothing}>提交外勤打卡</TextAction>
            </Pair>
          </div>
        </Card>
        <Card rows label="待办">
          <Row
            title="替班请求"
            detail={
              <>
                <span className="due">今天 12:00 前答复</span> · 慕容雪晴、许文博
              </>
            }
            end={2}
            href="#1"
          />
          <Row
            title="确认 8 月考勤"
            detail={<span className="due">今天 18:00 截止</span>}
            end={1}
            href="#2"
          />
          <Row title="9 月考核方案测试" detail="9月20日前通过，才能参加考核" end={1} href="#3" />
          <Row title="还有 1 件，9月22日前" end={1} href="#4" />
        </Card>
        <Card title="假期余额" aside={<TextAction onPress={nothing}>请假</TextAction>}>
          <Balances
            of={[
              {
                name: "年假",
                figure: (
                  <>
                    <Figure explained={explained} place="leave">
                      7.5
                    </Figure>{" "}
                    <small>天</small>
                  </>
                ),
                note: "12月31日前先用 1.5 天",
              },
              {
                name: "调休",
                figure: (
                  <Figure explained={explained}>
                    12 <small>小时</small> 30 <small>分</small>
                  </Figure>
                ),
                note: "9月30日前用完",
              },
              {
                name: "育儿假",
                figure: (
                  <>
                    <Figure explained={explained}>6</Figure> <small>天</small>
                  </>
                ),
                note: "孩子满 3 周岁前",
              },
            ]}
          />
        </Card>
      </Page>
    </PhoneStage>
  );
}
