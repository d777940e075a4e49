import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Row } from "./Card";

/** The root of the phone's pages. */
export const root = "/m";

interface Props {
  title: ReactNode;
  detail?: ReactNode;
  end?: ReactNode;
  /** A page of the phone, from its root: `/goals`. */
  to: string;
  /** Before going there. */
  onGo?: () => void;
}

/** A row that leads to another page of the phone. */
export function LinkRow({ to, onGo, ...row }: Props) {
  const navigate = useNavigate();
  return (
    <Row
      {...row}
      href={`${root}${to}`}
      onPress={() => {
        onGo?.();
        void navigate({ to });
      }}
    />
  );
}

/** A link as messages carry it (`/m/goals/…`), from the phone's root; nothing for any other address. */
export const phonePath = (link: string): string | undefined =>
  link === root || link.startsWith(`${root}/`) ? link.slice(root.length) || "/" : undefined;
