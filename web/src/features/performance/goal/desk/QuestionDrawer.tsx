import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { goalPath, usePost } from "../hooks";
import type { Goal } from "../model";

/** A question instead of a yes; whoever answers for the goal is told. */
export function QuestionDrawer({ goal, close }: { goal: Goal; close: () => void }) {
  const { t } = useTranslation("performance");
  const say = useSay();
  const post = usePost();
  const send = async ({ words }: { words: string }) => {
    await post(goalPath.question(goal.id), { version: goal.version, words: words.trim() });
    say.done(t("question.done"));
    close();
  };
  return (
    <Drawer title={t("question.title")} close={close}>
      <EntryForm<{ words: string }>
        name={`goal.question.${goal.id}`}
        initial={{ words: "" }}
        submit={t("question.submit")}
        cancel={close}
        send={send}
      >
        <Form.Item
          name="words"
          label={t("question.words")}
          rules={[{ required: true, whitespace: true, message: t("question.no_words") }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </EntryForm>
    </Drawer>
  );
}
