import type { About } from "@/shared/explain/ExplainProvider";
import type { ExplanationInput } from "@/shared/explain/explanation";

/** The page of a fact behind a figure, from the phone's root; lots have none there. */
export function pageOf({ kind, id }: ExplanationInput, about?: About): string | undefined {
  if (kind === "leave_request") return `/leave/${id}`;
  if (kind !== "observation") return undefined;
  if (about?.kind === "goal") return `/goals/${about.id}`;
  return about?.kind === "improvement" ? `/improvements/${about.id}` : undefined;
}
