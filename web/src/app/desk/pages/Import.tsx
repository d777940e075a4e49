import { useParams } from "@tanstack/react-router";
import { BatchPage } from "@/features/intake/batch/desk/BatchPage";
import { ImportPage, type ImportSearch } from "@/features/intake/batch/desk/ImportPage";
import type { BatchSearch } from "@/features/intake/batch/desk/search";
import { useUnits } from "@/features/people/hooks";
import { useCan } from "@/shared/access/Session";
import { usePlace } from "../place";

export function Imports() {
  const [search, go] = usePlace<ImportSearch>();
  const units = useUnits({}, useCan("org.read")).data?.units ?? [];
  return <ImportPage search={search} go={go} companies={units.filter(({ kind }) => kind === "company")} />;
}

export function Batch() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [search, go] = usePlace<BatchSearch>();
  return <BatchPage key={id} id={id} search={search} go={go} />;
}
