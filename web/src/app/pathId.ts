import { useParams } from "@tanstack/react-router";

/** The id in the address of a page that is about one thing. */
export const usePathId = (): string => (useParams({ strict: false }) as { id?: string }).id ?? "";
