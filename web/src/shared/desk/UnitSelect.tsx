import { TreeSelect } from "antd";
import { useMemo } from "react";
import { Icon } from "../icons/Icon";

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
    const barred = new Set(without === undefined ? [] : [without]);
    for (let before = -1; before !== barred.size; ) {
      before = barred.size;
      for (const { id, parent_id } of units) if (parent_id && barred.has(parent_id)) barred.add(id);
    }
    return units
      .filter((unit) => !barred.has(unit.id))
      .map((unit) => ({
        id: unit.id,
        value: unit.id,
        title: unit.name,
        pId: unit.parent_id && known.has(unit.parent_id) ? unit.parent_id : 0,
      }));
  }, [units, without]);
  return (
    <TreeSelect
      id={id}
      aria-label={label}
      style={{ width: "100%" }}
      value={value}
      onChange={(chosen: string | undefined) => onChange?.(chosen)}
      treeData={nodes}
      suffixIcon={<Icon name="down" size={12} />}
      treeDataSimpleMode
      treeDefaultExpandAll={units.length < 60}
      showSearch={{ treeNodeFilterProp: "title" }}
      allowClear
      placeholder={placeholder}
      popupMatchSelectWidth={false}
    />
  );
}
