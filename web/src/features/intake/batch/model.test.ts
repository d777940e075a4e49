import { describe, expect, it } from "vitest";
import {
  type BatchView,
  byCode,
  cellOf,
  type RowFinding,
  stepNow,
  steps,
  variant,
  withAnswer,
} from "./model";

const finding = (code: string, severity: "error" | "warning" | "info") =>
  ({ row: 1, finding: { code, severity, path: "" }, remedy: "none" }) as RowFinding;

it("puts the gravest findings first, then the most frequent", () => {
  const found = byCode([
    finding("note", "info"),
    finding("twice", "warning"),
    finding("twice", "warning"),
    finding("once", "warning"),
    finding("stop", "error"),
  ]);
  expect(found.map(({ code }) => code)).toEqual(["stop", "twice", "once", "note"]);
  expect(found[1]?.count).toBe(2);
});

it("replaces an earlier answer about the same unit and can take it back", () => {
  const first = withAnswer([], ["甲", "乙"], "create");
  const second = withAnswer(first, ["甲", "乙"], { use: ["甲", "丙"] });
  expect(second).toEqual([{ path: ["甲", "乙"], answer: { use: ["甲", "丙"] } }]);
  expect(withAnswer(second, ["甲", "乙"], undefined)).toEqual([]);
});

describe("the way of a roster", () => {
  const at = (state: BatchView["state"], asked = 0) =>
    steps[stepNow({ state, counts: { asked_units: asked } as BatchView["counts"] })];

  it("stands at the units while one of them waits for an answer, then at the dry run", () => {
    expect(at("checked", 2)).toBe("units");
    expect(at("checked")).toBe("changes");
  });

  it("can be undone once it is applied, and is over when it was", () => {
    expect(at("applying")).toBe("apply");
    expect(at("applied")).toBe("undo");
    expect(at("undone")).toBeUndefined();
  });
});

describe("the cell of a finding", () => {
  const column = { letter: "D", title: "基本工资" };
  const of = (code: string, row: number, value?: string) =>
    cellOf({
      row,
      column,
      finding: { code, severity: "error", path: "", params: { value } },
      remedy: "none",
    });

  it("is called empty only where nothing stands in it", () => {
    expect(of("roster.required_missing", 4)).toBe("blank");
    expect(of("roster.left_without_last_day", 4)).toBe("blank");
    expect(of("roster.pay_unreadable", 4)).toBe("hidden");
    expect(of("roster.date_without_day", 4, "2024.03")).toEqual({ text: "2024.03" });
  });

  it("is the title where a whole column is meant", () => {
    expect(of("roster.column_not_read", 0)).toEqual({ text: "基本工资" });
  });

  it("chooses the words by what is known besides", () => {
    expect(variant({ how: "id_15_and_18", existing_number: "A1" })).toBe("id_15_and_18");
    expect(variant({ similar_to: "甲/乙" })).toBe("similar");
    expect(variant({ existing_number: "A1" })).toBe("existing");
    expect(variant({ value: "x" })).toBeUndefined();
    expect(variant(undefined)).toBeUndefined();
  });
});
