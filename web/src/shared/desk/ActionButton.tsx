import { Button, type ButtonProps, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Permission } from "@/api/permissions";
import { useCan } from "../access/Session";
import { useReadOnly } from "../asof/AsOf";
import { Icon } from "../icons/Icon";

interface Props extends Omit<ButtonProps, "disabled"> {
  /** The permission it needs. */
  permission?: Permission;
  /** Why it cannot be done now, from the data; shown with a lock. */
  blocked?: ReactNode;
  /** It changes something, so it is off while another day is looked at. */
  writes?: boolean;
}

/** A button that says why it is off: a lock, and the reason on hover and focus. */
export function ActionButton({ permission, blocked, writes = true, icon, ...button }: Props) {
  const { t } = useTranslation();
  const readOnly = useReadOnly();
  const can = useCan(permission);
  const why = !can ? t("why.permission") : writes && readOnly ? t("why.as_of") : blocked;
  if (!why) return <Button icon={icon} {...button} />;
  return (
    <Tooltip title={why}>
      {/* aria-disabled keeps the button in the tab order, so that the reason can be reached */}
      <Button
        {...button}
        type="default"
        icon={<Icon name="lock" />}
        aria-disabled="true"
        className="action-off"
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  );
}
