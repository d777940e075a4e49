import { Button, Checkbox, Popover } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/Icon";

interface Props {
  columns: { key: string; title: string }[];
  chosen: readonly string[];
  choose: (keys: readonly string[]) => void;
}

/** Which columns are shown, counted with the identity. */
export function ColumnChooser({ columns, chosen, choose }: Props) {
  const { t } = useTranslation();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          aria-label={t("table.columns")}
          value={[...chosen]}
          onChange={(keys) => choose(keys.map(String))}
          style={{ display: "grid", gap: 8 }}
          options={columns.map(({ key, title }) => ({ value: key, label: title }))}
        />
      }
    >
      <Button icon={<Icon name="columns" />}>
        {t("table.columns")} {chosen.length + 1} / {columns.length + 1}
      </Button>
    </Popover>
  );
}
