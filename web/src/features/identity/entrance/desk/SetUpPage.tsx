import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf } from "@/api/problem";
import { ProblemBlock, StateBlock } from "@/shared/desk/StateBlock";
import { useLanguage } from "@/shared/i18n/useLanguage";
import { type SetUp, setUp } from "../hooks";
import { Entrance } from "./Entrance";
import { EntranceForm } from "./EntranceForm";

interface Props {
  /** Whether there is an owner, and whether the console's code is asked for. */
  state: "done" | "open" | "needs_code" | undefined;
  error: unknown;
  retry: () => void;
  entered: () => void;
  signInLink: React.ReactNode;
}

/** The first account. Once it is made this page only says so. */
export function SetUpPage({ state, error, retry, entered, signInLink }: Props) {
  const { t } = useTranslation("identity");
  const locale = useLanguage();
  if (error) {
    return (
      <Entrance title={t("set_up.title")}>
        <ProblemBlock problem={problemOf(error)} retry={retry} />
      </Entrance>
    );
  }
  if (state === "done") {
    return (
      <Entrance title={t("set_up.title")}>
        <StateBlock icon="lock" title={t("set_up.done")} action={signInLink}>
          {t("set_up.done_why")}
        </StateBlock>
      </Entrance>
    );
  }
  const required = { required: true, message: t("required") };
  return (
    <Entrance title={t("set_up.title")} purpose={t("set_up.purpose")}>
      {state && (
        <EntranceForm<Omit<SetUp, "locale">>
          submit={t("set_up.submit")}
          send={async (values) => {
            await setUp({ ...values, locale });
            entered();
          }}
        >
          {state === "needs_code" && (
            <Form.Item name="code" label={t("set_up.code")} extra={t("set_up.code_where")} rules={[required]}>
              <Input autoComplete="off" autoFocus />
            </Form.Item>
          )}
          <Form.Item name="display_name" label={t("set_up.name")} rules={[required]}>
            <Input autoComplete="name" />
          </Form.Item>
          <Form.Item name="login" label={t("sign_in.login")} extra={t("set_up.login_why")} rules={[required]}>
            <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item name="password" label={t("password.new")} extra={t("password.rule")} rules={[required]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </EntranceForm>
      )}
    </Entrance>
  );
}
