import { useFormat } from "@/shared/format/useFormat";
import type { Month } from "./model";

/** A month in the reader's words. */
export const useMonth = (): ((month: Month) => string) => useFormat().month;
