import { Select } from "antd";
import styles from "./FilterSelect.module.css";

interface Props<Value extends string> {
  label: string;
  /** `undefined` means all. */
  value: Value | undefined;
  options: { value: Value; label: string }[];
  /** The words for "all". */
  all: string;
  onChange: (value: Value | undefined) => void;
  searchable?: boolean;
}

/** A filter in one control: its name, then what is chosen. A filter that narrows is tinted. */
export function FilterSelect<Value extends string>({
  label,
  value,
  options,
  all,
  onChange,
  searchable,
}: Props<Value>) {
  return (
    <Select<string>
      className={value === undefined ? styles.filter : `${styles.filter} ${styles.set}`}
      aria-label={label}
      prefix={<span className={styles.label}>{label}</span>}
      value={value ?? ""}
      options={[{ value: "", label: all }, ...options]}
      onChange={(chosen) => onChange(chosen === "" ? undefined : (chosen as Value))}
      popupMatchSelectWidth={false}
      showSearch={searchable ? { optionFilterProp: "label" } : false}
    />
  );
}
