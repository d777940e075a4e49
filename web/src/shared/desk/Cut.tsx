import { Tooltip } from "antd";
import { type ReactNode, useState } from "react";

/** One line that may be cut; when it is, hovering or focusing shows it whole. */
export function Cut({ children, className = "" }: { children: ReactNode; className?: string }) {
  const [cut, setCut] = useState(false);
  const look = (element: HTMLElement) => setCut(element.scrollWidth > element.clientWidth);
  return (
    <Tooltip title={cut ? children : undefined}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hovering only measures, the words are all there */}
      <span
        className={`cut ${className}`}
        style={{ display: "block" }}
        onMouseEnter={(event) => look(event.currentTarget)}
      >
        {children}
      </span>
    </Tooltip>
  );
}

/** Leaf above, path or number below in small print. */
export function TwoLines({ main, sub }: { main: ReactNode; sub?: ReactNode }) {
  return (
    <div style={{ minWidth: 0 }}>
      <Cut>{main}</Cut>
      {sub !== undefined && <Cut className="caption">{sub}</Cut>}
    </div>
  );
}
