import { Popconfirm } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActionButton } from "@/shared/desk/ActionButton";

interface Props {
  title: ReactNode;
  why: ReactNode;
  action: string;
  danger?: boolean;
  small?: boolean;
  go: () => Promise<unknown>;
}

/** A change of an account that cannot be taken back as it was: asked once more, by name. */
export function Confirmed({ title, why, action, danger, small, go }: Props) {
  const { t } = useTranslation("identity");
  return (
    <Popconfirm
      title={title}
      description={why}
      okText={action}
      cancelText={t("common:action.cancel")}
      onConfirm={go}
    >
      <span>
        <ActionButton permission="account.write" danger={danger} size={small ? "small" : undefined}>
          {action}
        </ActionButton>
      </span>
    </Popconfirm>
  );
}
