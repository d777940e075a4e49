import { TreeSelect } from "antd";
import { useMemo } from "react";

interface Unit {
  id: string;
  name: string;
  parent_id?: string | null;
}

interface Props {
  id?: string;
  value?: string;
  onChange?: (unit: string | undefined) => void;
  units: readonly Unit[];
  /** Neither this unit nor anything below it may be chosen. */
  without?: string;
  placeholder?: string;
  "aria-label"?: string;
}

/** A unit, chosen from the tree or found by its name. */
export function UnitSelect({ id, value, onChange, units, without, placeholder, "aria-label": label }: Props) {
  const nodes = useMemo(() => {
    const known = new Set(units.map((unit) => unit.id));
    return units
      .filter((unit) => unit.id !== without)
      .map((unit) => ({
        id: unit.id,
        value: unit.id,
        title: unit.name,
        pId: unit.parent_id && known.has(unit.parent_id) ? unit.parent_id : 0,
      }))
      .filter((node) => without === undefined || node.pId !== without);
  }, [units, without]);
  return (
    <TreeSelect
      id={id}
      aria-label={label}
      style={{ width: "100%" }}
      value={value}
      onChange={(chosen: string | undefined) => onChange?.(chosen)}
      treeData={nodes}
      treeDataSimpleMode
      treeDefaultExpandAll={units.length < 60}
      showSearch={{ treeNodeFilterProp: "title" }}
      allowClear
      placeholder={placeholder}
      popupMatchSelectWidth={false}
    />
  );
}
