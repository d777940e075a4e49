import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Drawer } from "@/shared/desk/Drawer";
import { EntryForm } from "@/shared/desk/EntryForm";
import { PersonSelect } from "@/shared/desk/PersonSelect";
import type { PersonOption } from "@/shared/desk/useFoundPeople";
import { Notice } from "@/shared/parts/Notice";
import { type Invitation, useOpenAccount } from "../hooks";
import { Code } from "./Code";

interface OpenValues {
  login: string;
  display_name?: string;
  person_id?: string;
}

interface Props {
  people: (words: string) => Promise<PersonOption[]>;
  close: () => void;
}

/** Opens an account; its owner sets the password with the code that is shown. */
export function OpenDrawer({ people, close }: Props) {
  const { t } = useTranslation("identity");
  const open = useOpenAccount();
  const [given, setGiven] = useState<Invitation>();
  return (
    <Drawer title={t("account.open")} close={close}>
      {given ? (
        <Code code={given.code} />
      ) : (
        <EntryForm<OpenValues>
          name="account"
          initial={{}}
          submit={t("account.open")}
          cancel={close}
          effect={<Notice title={t("account.open_effect")}>{t("account.open_effect_why")}</Notice>}
          send={async (values) => setGiven(await open.mutateAsync(values))}
        >
          <Form.Item name="person_id" label={t("account.person")} extra={t("account.person_why")}>
            <PersonSelect search={people} />
          </Form.Item>
          <Form.Item
            name="login"
            label={t("sign_in.login")}
            rules={[{ required: true, message: t("required") }]}
          >
            <Input autoComplete="off" autoCapitalize="none" />
          </Form.Item>
          <Form.Item
            name="display_name"
            label={t("account.display_name")}
            extra={t("account.display_name_why")}
          >
            <Input autoComplete="off" />
          </Form.Item>
        </EntryForm>
      )}
    </Drawer>
  );
}
