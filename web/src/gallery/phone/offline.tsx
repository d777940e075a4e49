import { Tag } from "@/shared/parts/Tag";
import { Button, Pair } from "@/shared/phone/Button";
import { Card, Values } from "@/shared/phone/Card";
import { Segments } from "@/shared/phone/Choice";
import { OfflineNotice, WaitingCard } from "@/shared/phone/offline/Waiting";
import { Dock, Page } from "@/shared/phone/Page";
import { Empty, Failed, Skeleton } from "@/shared/phone/States";
import { PhoneStage } from "../PhoneStage";

const nothing = () => undefined;
const waiting = {
  key: "1",
  owner: "a",
  title: "年假 2.5 天",
  detail: "9月18日 周五 下午 – 9月21日 周一",
  method: "POST",
  path: "",
  body: {},
  writtenAt: "2026-11-21T10:21:00+08:00",
} as const;

export default function OfflineScene() {
  return (
    <PhoneStage>
      <Page
        title="我的申请"
        dock={
          <Dock>
            <Button iconOnly icon="more" onPress={nothing}>
              更多
            </Button>
            <Button onPress={nothing}>不同意</Button>
            <Button kind="filled" icon="refresh" onPress={nothing}>
              再试一次
            </Button>
          </Dock>
        }
      >
        <OfflineNotice waiting={2} />
        <WaitingCard waiting={{ ...waiting, state: "waiting" }} edit={nothing} discard={nothing} />
        <WaitingCard
          waiting={{
            ...waiting,
            key: "2",
            state: "refused",
            problem: { code: "input.invalid", status: 422 },
          }}
          edit={nothing}
          discard={nothing}
        />
        <Segments
          full
          label="待办"
          value="mine"
          onChange={nothing}
          segments={[
            { value: "mine", title: "待我批 5" },
            { value: "other", title: "其他待办 3" },
            { value: "sent", title: "我发起的" },
            { value: "done", title: "已办" },
          ]}
        />
        <Card title="慕容雪晴" aside={<span className="small due">今天 18:00 到期</span>}>
          <p className="mini">010877 · 武侯天府三街店 / 生鲜组</p>
          <p style={{ margin: "8px 0" }}>
            <b>加班 3 小时</b> <Tag tone="info">代贺知微</Tag>
          </p>
          <Values
            quiet
            of={[
              { name: "批后余额", value: "5 天" },
              { name: "替班", value: "周文博，18 日和 21 日" },
              { name: "人手", value: "9月20日早班要 4 人，批后只有 3 人", due: true },
            ]}
          />
          <div style={{ marginTop: 12 }}>
            <Pair>
              <Button size="card" onPress={nothing}>
                不同意
              </Button>
              <Button size="card" kind="tinted" onPress={nothing}>
                同意
              </Button>
            </Pair>
          </div>
        </Card>
        <Skeleton cards={1} />
        <Empty title="没有待办">新的申请会出现在这里，也会发到企业微信。</Empty>
        <Failed problem={{ code: "network.unreachable", status: 0 }} retry={nothing} />
      </Page>
    </PhoneStage>
  );
}
