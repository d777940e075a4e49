import type { ReactNode } from "react";
import type { PersonOption } from "@/shared/desk/useFoundPeople";
import type { Views } from "@/shared/desk/ViewTabs";
import type { Flow } from "../model";
import type { Named } from "./words";

export interface FlowsSearch {
  /** Which flow is open: `leave`, `leave:<company>`, or `new` for a company's own. */
  flow?: string;
  /** Its next version is being written. */
  edit?: "yes";
}

export interface FlowsProps {
  search: FlowsSearch;
  go: (search: FlowsSearch) => void;
  tabs: Views;
  companies: readonly Named[];
  /** Roles by code. */
  roles: readonly Named[];
  people: (words: string) => Promise<PersonOption[]>;
  /** A person by employment, for those a flow names. */
  person: (employment: string) => ReactNode;
}

export interface FlowDrawerProps extends FlowsProps {
  /** The flow that is open; absent while a company's own is begun. */
  flow?: Flow;
  flows: readonly Flow[];
  whose: (company: string | null | undefined) => string;
  edit: boolean;
}
