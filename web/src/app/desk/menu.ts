import type { Permission } from "@/api/permissions";
import type { IconName } from "@/shared/icons/paths";
import { settingsPages } from "./settings";

export interface MenuItem {
  /** Words: `nav.<key>`. */
  key: string;
  icon: IconName;
  /** The page's address; an item appears when its page exists. */
  to: string;
  /** Other addresses that belong to it. */
  also?: readonly string[];
  /** Holding any of them shows the item; an empty list shows it to everybody. */
  permissions: readonly Permission[];
  /** Only for somebody who works here: what waits for a person. */
  personal?: true;
}

/** By task, not by table. The order is that of a working day. */
export const menu: readonly MenuItem[] = [
  { key: "workbench", icon: "bench", to: "/", permissions: [] },
  { key: "people", icon: "people", to: "/people", also: ["/import"], permissions: ["people.read"] },
  { key: "organisation", icon: "org", to: "/organisation", permissions: ["org.read"] },
  {
    key: "performance",
    icon: "performance",
    to: "/goals",
    also: ["/results", "/improvements"],
    permissions: ["goal.read"],
  },
  { key: "approvals", icon: "todo", to: "/approvals", permissions: ["approval.decide"], personal: true },
  {
    key: "settings",
    icon: "settings",
    to: "/settings",
    permissions: settingsPages.filter(({ key }) => key !== "operations").map(({ permission }) => permission),
  },
];

/** The items this reader is offered. */
export const offered = (
  items: readonly MenuItem[],
  permissions: readonly string[],
  works = true,
): MenuItem[] =>
  items.filter(
    (item) =>
      (works || !item.personal) &&
      (item.permissions.length === 0 || item.permissions.some((code) => permissions.includes(code))),
  );
