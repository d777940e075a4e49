import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { change, read } from "@/api/request";
import { useCan } from "@/shared/access/Session";
import type {
  Difference,
  Grade,
  JobTitle,
  Names,
  PayView,
  PeopleQuestion,
  PersonPage,
  PersonRow,
  Sensitive,
  UnitView,
} from "./model";

interface List<Row> {
  items: Row[];
  next?: string | null;
}

/** `state` is repeated in the address; everything else stands once. */
function questionPath(path: string, { state = [], ...question }: PeopleQuestion, page: object = {}): string {
  const query = new URLSearchParams(state.map((one) => ["state", one]));
  for (const [name, value] of Object.entries({ ...question, ...page }))
    if (value !== undefined && value !== "") query.set(name, String(value));
  const tail = query.toString();
  return tail ? `${path}?${tail}` : path;
}

export const usePeople = (question: PeopleQuestion, after?: string) =>
  useQuery({
    queryKey: ["people", "list", question, after ?? ""],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      read<List<PersonRow>>(questionPath("/api/v1/people", question, { after, limit: 50 }), {}, signal),
  });

/** The employments of everybody the list has, page after page: for doing something with all of them. */
export async function everybody(question: PeopleQuestion): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page: List<PersonRow> = await read(questionPath("/api/v1/people", question, { after, limit: 200 }));
    found.push(...page.items.map(({ employment_id }) => employment_id));
    after = page.next ?? undefined;
  } while (after);
  return found;
}

/** How many the list has: a second request, so that the first page does not wait for it. */
export const usePeopleTotal = (question: PeopleQuestion, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ["people", "total", { ...question, sort: undefined }],
    queryFn: ({ signal }) =>
      read<{ total: number; exact: boolean }>(
        questionPath("/api/v1/people/total", { ...question, sort: undefined }),
        {},
        signal,
      ),
  });

/** A few people whose name, pinyin, initials or number begin like this. */
export const findPeople = (q: string, signal?: AbortSignal) =>
  read<List<PersonRow>>("/api/v1/people", { q, limit: 8 }, signal).then(({ items }) => items);

const personQuery = (id: string | undefined, asOf: { as_of?: string } = {}) =>
  queryOptions({
    queryKey: ["people", "page", id, asOf.as_of ?? ""],
    enabled: id !== undefined,
    queryFn: ({ signal }) => read<PersonPage>(`/api/v1/people/${id}`, asOf, signal),
  });

export const usePerson = (id: string | undefined, asOf: { as_of?: string } = {}) =>
  useQuery(personQuery(id, asOf));

/** Some employees by name and number, as far as they are in sight. */
export const useNamed = (ids: readonly string[]) =>
  useQueries({ queries: ids.map((id) => personQuery(id)) }).flatMap(({ data }) =>
    data ? [{ id: data.employment_id, name: data.name, number: data.number, unit: data.unit_name }] : [],
  );

export const useDifferences = (id: string, from: string | undefined, to: string | undefined) =>
  useQuery({
    queryKey: ["people", "diff", id, from, to],
    enabled: from !== undefined && to !== undefined && from < to,
    queryFn: ({ signal }) =>
      read<{ differences: Difference[] }>(`/api/v1/people/${id}/diff`, { from, to }, signal),
  });

/** What somebody is looked up by: a whole number, sent in the body and never in an address. */
export type Sought = { id_number: string } | { phone: string } | { bank_account: string };

/** The employments of whoever has exactly this number; the server writes the question down. */
export const lookUp = (sought: Sought) =>
  change<{ employment_ids: string[] }>("POST", "/api/v1/people/look-up", sought).then(
    ({ employment_ids }) => employment_ids,
  );

/** Tries what a number can be, one after the other, until somebody is found. */
export async function lookUpAny(sought: readonly Sought[]): Promise<string[]> {
  for (const one of sought) {
    const found = await lookUp(one);
    if (found.length > 0) return found;
  }
  return [];
}

/** Shows masked fields on purpose; the server writes the reading down first. */
export const reveal = (id: string, fields: Sensitive[]) =>
  change<{ fields: { field: Sensitive; value?: string | null }[]; pay?: PayView[] }>(
    "POST",
    `/api/v1/people/${id}/reveal`,
    { fields },
  );

/** The organisation on a day: every unit once, with the one above it. */
export const useUnits = (asOf: { as_of?: string } = {}, enabled = true) =>
  useQuery({
    queryKey: ["org", "tree", asOf.as_of ?? ""],
    enabled,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<{ as_of: string; units: UnitView[] }>("/api/v1/units", asOf, signal),
  });

export const useJobTitles = (enabled = true) =>
  useQuery({
    queryKey: ["org", "jobs"],
    enabled,
    staleTime: 60_000,
    queryFn: ({ signal }) => read<List<JobTitle>>("/api/v1/jobs", {}, signal),
  });

export const useGrades = (enabled = true) =>
  useQuery({
    queryKey: ["org", "grades"],
    enabled,
    staleTime: 60_000,
    queryFn: ({ signal }) => read<List<Grade>>("/api/v1/grades", {}, signal),
  });

/** Names of units, jobs and grades, as far as the reader sees them. */
export function useNames(asOf: { as_of?: string } = {}): Names {
  const sees = useCan("org.read");
  const units = useUnits(asOf, sees).data?.units;
  const jobs = useJobTitles(sees).data?.items;
  const grades = useGrades(sees).data?.items;
  return useMemo(() => {
    const of = (rows: readonly { id: string; name: string }[] | undefined) => {
      const names = new Map(rows?.map(({ id, name }) => [id, name]));
      return (id: string) => names.get(id);
    };
    return { unit: of(units), job: of(jobs), grade: of(grades) };
  }, [units, jobs, grades]);
}
