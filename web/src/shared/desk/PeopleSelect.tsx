import { Select } from "antd";
import { Facts } from "../parts/Dot";
import { Name } from "../parts/Name";
import { type PersonOption, useFoundPeople } from "./useFoundPeople";

interface Props {
  id?: string;
  value?: string[];
  onChange?: (people: string[]) => void;
  /** Finds people by name, pinyin, initials or number. */
  search: (words: string) => Promise<PersonOption[]>;
  /** Whoever is chosen already, so that names show. */
  known?: readonly PersonOption[];
}

/** Several people, each found by name, pinyin, initials or number. */
export function PeopleSelect({ id, value, onChange, search, known = [] }: Props) {
  const { found, asking, setWords } = useFoundPeople(search);
  const people = [...known.filter((one) => !found.some((person) => person.id === one.id)), ...found];
  return (
    <Select<string[]>
      id={id}
      mode="multiple"
      style={{ width: "100%" }}
      value={value}
      onChange={onChange}
      showSearch={{ filterOption: false, onSearch: setWords }}
      loading={asking}
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
