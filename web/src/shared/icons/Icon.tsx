import { type IconName, paths } from "./paths";

interface Props {
  name: IconName;
  /** Edge in px: 12, 16 on the desk, 20 and 24 on the phone. */
  size?: number;
  className?: string;
}

/** A line icon in the colour of the words beside it. It never speaks alone: the control around it carries the label. */
export function Icon({ name, size = 16, className }: Props) {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.5 : size > 16 ? 1.4 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: "none" }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
