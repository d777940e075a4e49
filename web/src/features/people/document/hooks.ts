import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import type { At, Form } from "@/api/binding";
import { ProblemError, toProblem, unreachable } from "@/api/problem";
import { at, change, read, upload } from "@/api/request";
import { nameInHeader } from "./model";

/** The documents of a person that are open to the reader, the latest first. */
export const useDocuments = (employment: string) =>
  useQuery({
    queryKey: ["document", "of", employment],
    queryFn: ({ signal }) => read(at("/api/v1/people/{id}/documents", { id: employment }), {}, signal),
  });

/** Documents of class public or work that end up to a day, soonest first. */
export const useExpiring = (until: string) =>
  useQuery({
    queryKey: ["document", "expiring", until],
    queryFn: ({ signal }) => read("/api/v1/documents/expiring", { until }, signal),
  });

export type NewDocument = Form<At<"/api/v1/people/{id}/documents">>;

/** Adds a document. The words go before the file, so that nothing is sent for nothing. */
export function useAddDocument(employment: string) {
  const again = useAgain("document");
  return useMutation({
    mutationFn: ({ file, ...words }: NewDocument) =>
      upload(at("/api/v1/people/{id}/documents", { id: employment }), { ...words, file }),
    onSuccess: again,
  });
}

/** Takes a document out of the file; its contents are erased. */
export function useRemoveDocument(employment: string) {
  const again = useAgain("document");
  return useMutation({
    mutationFn: (document: string) =>
      change("DELETE", at("/api/v1/people/{id}/documents/{document}", { id: employment, document })),
    onSuccess: again,
  });
}

/** Fetches the contents; the server writes the reading down where it has to. */
export async function fetchContent(
  employment: string,
  document: string,
): Promise<{ blob: Blob; name?: string }> {
  const place = at("/api/v1/people/{id}/documents/{document}/content", { id: employment, document });
  const response = await fetch(place, { credentials: "same-origin" }).catch(() => {
    throw new ProblemError(unreachable);
  });
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => undefined);
    throw new ProblemError(toProblem(body, response.status, response.headers.get("x-request-id")));
  }
  return { blob: await response.blob(), name: nameInHeader(response.headers.get("content-disposition")) };
}
