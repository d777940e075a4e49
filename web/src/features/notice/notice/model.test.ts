import { expect, it } from "vitest";
import { shownParams } from "./model";

it("says days and months in words and leaves everything else as it came", () => {
  const params = { first: "2026-09-18", days: "2.5", month: "2026-09", applicant: "王丽", count: 2 };
  const shown = shownParams(
    params,
    (day) => `<${day}>`,
    (month) => `[${month}]`,
  );
  expect(shown).toEqual({ ...params, first: "<2026-09-18>", month: "[2026-09]" });
});
