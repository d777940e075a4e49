import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { EntryForm } from "@/shared/desk/EntryForm";
import { secondLook } from "../hooks";

/** Asks for the password once more before the ways in are changed. */
export function Prove({ proved, cancel }: { proved: () => unknown; cancel: () => void }) {
  const { t } = useTranslation("identity");
  return (
    <EntryForm<{ password: string }>
      name="second-look"
      initial={{}}
      secret={["password"]}
      submit={t("totp.prove")}
      cancel={cancel}
      send={async ({ password }) => {
        await secondLook(password);
        await proved();
      }}
    >
      <Form.Item
        name="password"
        label={t("sign_in.password")}
        extra={t("totp.prove_why")}
        rules={[{ required: true, message: t("required") }]}
      >
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
    </EntryForm>
  );
}
