import type { About } from "@/shared/explain/ExplainProvider";
import type { ExplanationInput } from "@/shared/explain/explanation";

/** The page of a fact behind a figure. Lots, lines of the ledger and numbers stand on the page of what they belong to. */
export function pageOf({ kind, id }: ExplanationInput, about?: About): string | undefined {
  const of = (page: About["kind"]) => (about?.kind === page ? about.id : undefined);
  const employment = of("employment");
  switch (kind) {
    case "leave_request":
      return `/leave-requests/${id}`;
    case "leave_lot":
      return employment && `/people/${employment}?tab=leave#lot-${id}`;
    case "leave_movement":
      return employment && `/people/${employment}?tab=leave#movement-${id}`;
    case "observation": {
      const [goal, improvement] = [of("goal"), of("improvement")];
      const page = goal ? `/goals/${goal}` : improvement && `/improvements/${improvement}`;
      return page && `${page}#event-${id}`;
    }
    default:
      return undefined;
  }
}
