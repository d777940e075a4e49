import { Button, DatePicker, Form, Input, Select } from "antd";
import { ProblemError } from "@/api/problem";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { PageShell } from "@/shared/desk/PageShell";
import { useUndo } from "@/shared/desk/useUndo";
import { Notice } from "@/shared/parts/Notice";
import { StatusDot } from "@/shared/parts/StatusDot";
import { DeskStage } from "../DeskStage";

export default function FormScene() {
  return (
    <DeskStage here="time">
      <Page />
    </DeskStage>
  );
}

function Page() {
  const undo = useUndo();
  return (
    <PageShell title="请假" purpose="替员工提交请假；本人和审批人都会收到消息。">
      <EntryForm<{ kind: string; first_day: string; reason: string }>
        name="gallery.leave"
        initial={{ kind: "annual" }}
        submit="提交请假"
        cancel={() => undefined}
        effect={
          <Notice title="计 3 天，批准后年假余 4.5 天">
            由热依汗·吐尔逊 010207 审批：夜班组的直接上级。
          </Notice>
        }
        send={() =>
          Promise.reject(
            new ProblemError({
              code: "input.invalid",
              status: 422,
              request: "01JD6ZK8",
              errors: [{ field: "first_day", code: "required" }],
            }),
          )
        }
      >
        <Form.Item name="kind" label="类型" rules={[{ required: true }]}>
          <Select options={[{ value: "annual", label: "年假" }]} />
        </Form.Item>
        <Form.Item name="first_day" label="开始" extra="从这天起，含当天">
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="reason" label="事由" rules={[{ required: true, message: "写明事由，审批人要看" }]}>
          <Input.TextArea rows={3} />
        </Form.Item>
      </EntryForm>
      <Drawer
        title="年假 3 天"
        status={<StatusDot state="blocked">超时 1 小时 14 分</StatusDot>}
        place={{ at: 1, of: 14, next: () => undefined }}
        close={() => undefined}
        footer={
          <div style={{ display: "flex", gap: 8 }}>
            <Button type="primary" onClick={() => undo("已同意年假 3 天", async () => undefined)}>
              同意请假
            </Button>
            <Button danger>拒绝</Button>
            <Button>退回修改</Button>
          </div>
        }
      >
        <Notice tone="warning" title="12-03 (周四) 夜班缺 1 人。">
          要 6 人，批准后 5 人。<a href="#x">从白班调人</a>
        </Notice>
      </Drawer>
    </PageShell>
  );
}
