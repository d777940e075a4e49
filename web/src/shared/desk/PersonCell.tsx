import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../parts/Avatar";
import { Facts } from "../parts/Dot";
import { Name } from "../parts/Name";
import { SameNameTag } from "../parts/Tag";
import styles from "./PersonCell.module.css";

export interface PersonInWords {
  name: string;
  /** Employee number; absent before it is given. */
  number?: string;
  unit?: string;
  /** Another person here carries the same name. */
  sameName?: boolean;
  /** Has left. */
  left?: boolean;
}

interface Props {
  person: PersonInWords;
  /** Leave the unit out where the row shows it anyway. */
  withUnit?: boolean;
  size?: "small" | "middle";
  /** Draws the name as a link or button. */
  link?: (name: ReactNode) => ReactNode;
}

/** A person: name, number, unit. Never a bare id; same names carry a tag. */
export function PersonCell({ person, withUnit = true, size = "middle", link = (name) => name }: Props) {
  const { t } = useTranslation();
  const number = person.number ?? t("person.no_number");
  return (
    <div className={styles.person} data-left={person.left || undefined}>
      <Avatar name={person.name} left={person.left} size={size} />
      <div className={styles.words}>
        <b>
          {link(<Name>{person.name}</Name>)}
          {person.sameName && <SameNameTag />}
        </b>
        <span className="caption cut">
          <Facts of={[number, withUnit ? person.unit : undefined]} />
        </span>
      </div>
    </div>
  );
}
