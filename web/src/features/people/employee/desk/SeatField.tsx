import { Form, Select } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { usePositions } from "../../hooks";
import { seatOptions } from "../model";

interface Props {
  name: string | readonly string[];
  /** The unit the post will be in. */
  unit: string | undefined;
  /** The first day of the post. */
  on: string | undefined;
  extra?: string;
}

/** The seats of the post's unit on its first day; nothing is asked where it has none. */
export function SeatField({ name, unit, on, extra }: Props) {
  const { t } = useTranslation("people");
  const form = Form.useFormInstance();
  const path = typeof name === "string" ? [name] : [...name];
  const chosen: unknown = Form.useWatch(path, form);
  const seats = usePositions({ as_of: on }, unit, Boolean(unit)).data?.items;
  const options = seatOptions(seats ?? [], unit);
  // Whoever changes unit leaves the seat behind.
  const gone = Boolean(chosen) && (!unit || (seats && options.every(({ value }) => value !== chosen)));
  const key = path.join(".");
  useEffect(() => {
    if (gone) form.setFieldValue(key.split("."), undefined);
  }, [gone, form, key]);
  return (
    <Form.Item name={path} label={t("field.position")} extra={extra} hidden={options.length === 0}>
      <Select allowClear showSearch={{ optionFilterProp: "label" }} options={options} />
    </Form.Item>
  );
}
