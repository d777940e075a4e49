/** 衡: a balance beam over a dot. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M3 8h18" />
      <circle cx="12" cy="16" r="3" fill="currentColor" stroke="none" />
    </svg>
  );
}
