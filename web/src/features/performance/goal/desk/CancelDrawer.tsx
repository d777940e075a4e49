import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { Notice } from "@/shared/parts/Notice";
import { goalPath, useGoal, usePost } from "../hooks";
import { agreed } from "../model";

/** Takes a goal back for good, with the reason; what is lost and kept is said before. */
export function CancelDrawer({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation("performance");
  const say = useSay();
  const post = usePost();
  const goal = useGoal(id).data;
  const send = async ({ reason }: { reason: string }) => {
    await post(goalPath.cancel(id), { reason: reason.trim() });
    say.done(t("cancel.done"));
    close();
  };
  return (
    <Drawer title={t("cancel.title", { goal: goal ? agreed(goal)?.name : "" })} close={close}>
      <EntryForm<{ reason: string }>
        name={`goal.cancel.${id}`}
        initial={{ reason: "" }}
        submit={t("cancel.submit")}
        cancel={close}
        send={send}
        effect={<Notice tone="warning">{t("cancel.effect", { name: goal?.employee.name ?? "" })}</Notice>}
      >
        <Form.Item
          name="reason"
          label={t("cancel.reason")}
          rules={[{ required: true, whitespace: true, message: t("problem:field.required") }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
