import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

type Raw = Record<string, unknown>;

/** Text of an address; anything else is not there. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;

/** A whole number of an address. */
export const whole = (value: unknown): number | undefined =>
  Number.isInteger(Number(value)) && value !== "" && value !== undefined ? Number(value) : undefined;

/** One of some words of an address. */
export const oneOf =
  <Word extends string>(...words: readonly Word[]) =>
  (value: unknown): Word | undefined =>
    words.find((word) => word === value);

/** Reads what a page knows of its address; the rest is dropped. */
export const searchOf =
  <Search extends object>(readers: { [Name in keyof Search]-?: (value: unknown) => Search[Name] }) =>
  (raw: Raw): Search => {
    const names = Object.keys(readers) as (keyof Search & string)[];
    return Object.fromEntries(names.map((name) => [name, readers[name](raw[name])])) as Search;
  };

/** What the address says, and how to say something else. Day and scope stay. */
export function usePlace<Search extends object>(): [Search, (search: Search) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const go = useCallback((next: Search) => void navigate({ to: ".", search: next as never }), [navigate]);
  return [search, go];
}
