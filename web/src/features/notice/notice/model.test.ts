import { expect, it } from "vitest";
import { shownParams } from "./model";

it("says days in words and leaves everything else as it came", () => {
  const params = { first: "2026-09-18", days: "2.5", month: "2026-09", applicant: "王丽", count: 2 };
  expect(shownParams(params, (day) => `<${day}>`)).toEqual({ ...params, first: "<2026-09-18>" });
});
