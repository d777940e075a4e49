import { keepPreviousData, queryOptions, skipToken, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Answer, Schema } from "@/api/binding";
import { at, change, read } from "@/api/request";
import { useCan } from "@/shared/access/Session";
import type { Names, PeopleQuestion, Sensitive } from "./model";

export const usePeople = (question: PeopleQuestion, after?: string) =>
  useQuery({
    queryKey: ["people", "list", question, after ?? ""],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read("/api/v1/people", { ...question, after, limit: 50 }, signal),
  });

/** The employments of everybody the list has, page after page: for doing something with all of them. */
export async function everybody(question: PeopleQuestion): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page: Answer<"GET", "/api/v1/people"> = await read("/api/v1/people", {
      ...question,
      after,
      limit: 200,
    });
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
    queryFn: ({ signal }) => read("/api/v1/people/total", { ...question, sort: undefined }, signal),
  });

/** A few people whose name, pinyin, initials or number begin like this. */
export const findPeople = (q: string, signal?: AbortSignal) =>
  read("/api/v1/people", { q, limit: 8 }, signal).then(({ items }) => items);

const personQuery = (id: string | undefined, asOf: { as_of?: string } = {}) =>
  queryOptions({
    queryKey: ["people", "page", id, asOf.as_of ?? ""],
    queryFn:
      id === undefined ? skipToken : ({ signal }) => read(at("/api/v1/people/{id}", { id }), asOf, signal),
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
    queryFn:
      from !== undefined && to !== undefined && from < to
        ? ({ signal }) => read(at("/api/v1/people/{id}/diff", { id }), { from, to }, signal)
        : skipToken,
  });

/** What somebody is looked up by: a whole number, sent in the body and never in an address. */
export type Sought = {
  [Name in keyof Schema<"LookUpBody">]-?: Record<Name, string>;
}[keyof Schema<"LookUpBody">];

/** The employments of whoever has exactly this number; the server writes the question down. */
export const lookUp = (sought: Sought) =>
  change("POST", "/api/v1/people/look-up", sought).then(({ employment_ids }) => employment_ids);

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
  change("POST", at("/api/v1/people/{id}/reveal", { id }), { fields });

/** The organisation on a day: every unit once, with the one above it. */
export const useUnits = (asOf: { as_of?: string } = {}, enabled = true) =>
  useQuery({
    queryKey: ["org", "tree", asOf.as_of ?? ""],
    enabled,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read("/api/v1/units", asOf, signal),
  });

export const useJobTitles = (enabled = true) =>
  useQuery({
    queryKey: ["org", "jobs"],
    enabled,
    staleTime: 60_000,
    queryFn: ({ signal }) => read("/api/v1/jobs", {}, signal),
  });

export const useGrades = (enabled = true) =>
  useQuery({
    queryKey: ["org", "grades"],
    enabled,
    staleTime: 60_000,
    queryFn: ({ signal }) => read("/api/v1/grades", {}, signal),
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

/** The seats in sight with how many are held on the day. */
export const usePositions = (asOf: { as_of?: string }, unit?: string, enabled = true) =>
  useQuery({
    queryKey: ["org", "positions", asOf.as_of ?? "", unit ?? ""],
    enabled,
    queryFn: ({ signal }) => read("/api/v1/positions", { ...asOf, unit }, signal),
  });
