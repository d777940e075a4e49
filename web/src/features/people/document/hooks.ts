import { useMutation, useQuery } from "@tanstack/react-query";
import { useAgain } from "@/api/again";
import { ProblemError, toProblem, unreachable } from "@/api/problem";
import { change, read } from "@/api/request";
import type { DocumentView, ExpiringView } from "./model";
import { nameInHeader } from "./model";

/** The documents of a person that are open to the reader, the latest first. */
export const useDocuments = (employment: string) =>
  useQuery({
    queryKey: ["document", "of", employment],
    queryFn: ({ signal }) =>
      read<{ items: DocumentView[] }>(`/api/v1/people/${employment}/documents`, {}, signal),
  });

/** Documents of class public or work that end up to a day, soonest first. */
export const useExpiring = (until: string) =>
  useQuery({
    queryKey: ["document", "expiring", until],
    queryFn: ({ signal }) => read<{ items: ExpiringView[] }>("/api/v1/documents/expiring", { until }, signal),
  });

export interface NewDocument {
  kind: string;
  title: string;
  class: string;
  issued_on?: string;
  expires_on?: string;
  file: File;
}

/** Adds a document. The words go before the file, so that nothing is sent for nothing. */
export function useAddDocument(employment: string) {
  const again = useAgain("document");
  return useMutation({
    mutationFn: ({ file, ...words }: NewDocument) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(words)) if (value) form.append(name, value);
      form.append("file", file);
      return change<{ id: string }>("POST", `/api/v1/people/${employment}/documents`, form);
    },
    onSuccess: again,
  });
}

/** Takes a document out of the file; its contents are erased. */
export function useRemoveDocument(employment: string) {
  const again = useAgain("document");
  return useMutation({
    mutationFn: (id: string) => change("DELETE", `/api/v1/people/${employment}/documents/${id}`),
    onSuccess: again,
  });
}

/** Fetches the contents; the server writes the reading down where it has to. */
export async function fetchContent(
  employment: string,
  document: string,
): Promise<{ blob: Blob; name?: string }> {
  const response = await fetch(`/api/v1/people/${employment}/documents/${document}/content`, {
    credentials: "same-origin",
  }).catch(() => {
    throw new ProblemError(unreachable);
  });
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => undefined);
    throw new ProblemError(toProblem(body, response.status, response.headers.get("x-request-id")));
  }
  return { blob: await response.blob(), name: nameInHeader(response.headers.get("content-disposition")) };
}
