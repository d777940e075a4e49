import { Select } from "antd";
import { Facts } from "../parts/Dot";
import { Name } from "../parts/Name";
import { type PersonOption, useFoundPeople } from "./useFoundPeople";

interface Props {
  id?: string;
  value?: string;
  onChange?: (person: string | undefined, option?: PersonOption) => void;
  /** Finds people by name, pinyin, initials or number. */
  search: (words: string) => Promise<PersonOption[]>;
  /** Whoever is chosen already, so that a name shows. */
  known?: PersonOption;
  placeholder?: string;
  "aria-label"?: string;
}

/** A person, found by name, pinyin, initials or number; always with number and unit. */
export function PersonSelect({
  id,
  value,
  onChange,
  search,
  known,
  placeholder,
  "aria-label": label,
}: Props) {
  const { found, asking, setWords } = useFoundPeople(search);
  const people = known && !found.some((person) => person.id === known.id) ? [known, ...found] : found;
  return (
    <Select<string>
      id={id}
      aria-label={label}
      style={{ width: "100%" }}
      value={value}
      onChange={(chosen: string | undefined) =>
        onChange?.(
          chosen,
          people.find((person) => person.id === chosen),
        )
      }
      showSearch={{ filterOption: false, onSearch: setWords }}
      loading={asking}
      allowClear
      placeholder={placeholder}
      popupMatchSelectWidth={false}
      options={people.map((person) => ({ value: person.id, label: person.name, person }))}
      optionRender={({ data }) => (
        <>
          <Name>{data.person.name}</Name>{" "}
          <span className="caption">
            <Facts of={[data.person.number, data.person.unit]} />
          </span>
        </>
      )}
    />
  );
}
