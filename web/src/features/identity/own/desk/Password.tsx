import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { Card } from "@/shared/desk/Card";
import { EntryForm } from "@/shared/desk/EntryForm";
import { useSay } from "@/shared/desk/useSay";
import { Notice } from "@/shared/parts/Notice";
import { useChangePassword } from "../hooks";

/** Another password; it ends every other session. */
export function Password() {
  const { t } = useTranslation("identity");
  const say = useSay();
  const change = useChangePassword();
  const [form] = Form.useForm<{ current: string; new: string }>();
  const required = { required: true, message: t("required") };
  return (
    <Card title={t("password.title")}>
      <EntryForm<{ current: string; new: string }>
        name="password"
        form={form}
        initial={{}}
        secret={["current", "new"]}
        submit={t("password.change")}
        effect={<Notice title={t("password.effect")} />}
        send={async (values) => {
          await change.mutateAsync(values);
          form.resetFields();
          say.done(t("password.changed"));
        }}
      >
        <Form.Item name="current" label={t("password.current")} rules={[required]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="new" label={t("password.new")} extra={t("password.rule")} rules={[required]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </EntryForm>
    </Card>
  );
}
