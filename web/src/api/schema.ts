/**
 * Written by `npm run codegen` from ../openapi.json; never edited by hand.
 * Until the server publishes its document this holds only the shapes every page leans on.
 */
// biome-ignore lint/complexity/noBannedTypes: no operation is published yet
export type paths = {};

export interface components {
  schemas: {
    Problem: {
      type: string;
      title: string;
      status: number;
      code: string;
      params?: { [key: string]: unknown };
      errors?: components["schemas"]["FieldError"][];
    };
    FieldError: { field: string; code: string; params?: { [key: string]: unknown } };
    Explanation: {
      label: string;
      value: string;
      unit: string;
      terms: components["schemas"]["Term"][];
      basis: components["schemas"]["Basis"];
    };
    Term: {
      label: string;
      params?: { [key: string]: unknown };
      sign: string;
      value: string;
      unit: string;
      input?: null | components["schemas"]["Input"];
    };
    Input: { kind: string; id: string; on?: string | null };
    Basis: { rule: string; version: string; source?: string | null };
  };
}
