import { Skeleton } from "@/shared/phone/States";

/** A page on its way, with the margins it will have. */
export function Opening() {
  return (
    <div aria-busy="true" style={{ padding: "16px var(--gutter)" }}>
      <Skeleton />
    </div>
  );
}
