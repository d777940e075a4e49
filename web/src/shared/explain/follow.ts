import type { MouseEvent } from "react";
import { useExplain } from "./ExplainProvider";

/** Follows the link of an input within the program; what opens another window is left to the browser. */
export function useFollow() {
  const { follow, close } = useExplain();
  return (href: string) => (event: MouseEvent) => {
    if (!follow || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    close();
    follow(href);
  };
}
