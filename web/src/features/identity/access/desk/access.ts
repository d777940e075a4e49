import type { PersonOption } from "@/shared/desk/useFoundPeople";
import type { Views } from "@/shared/desk/ViewTabs";

/** What the address of the page holds. */
export interface AccessSearch {
  view?: "why";
  role?: string;
  account?: string;
  employment?: string;
  permission?: string;
  after?: string;
  skip?: number;
}

/** What the page is given. */
export interface AccessProps {
  search: AccessSearch;
  go: (search: AccessSearch) => void;
  /** The pages of the settings, as tabs. */
  tabs: Views;
  units: { id: string; name: string; kind: string; parent_id?: string | null }[];
  /** Finds people, for the question "why can X see Y". */
  people: (words: string) => Promise<PersonOption[]>;
  /** The one the address names. */
  person?: PersonOption;
}
