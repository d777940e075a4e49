import { describe, expect, it } from "vitest";
import { type ItemForm, itemBody, itemFaults, OWN, startItem } from "./item";
import type { ResultPart } from "./model";

const part = (goal_id: string, target: string, actual?: string, completion_ppm?: number): ResultPart => ({
  goal_id,
  name: goal_id,
  unit: "件",
  target,
  version: 1,
  manager_name: "",
  weight_ppm: 500_000,
  standing: { as_of: "2026-11-30", actual, completion_ppm, days_late: 0, findings: [] },
});
const parts = [part("good", "10", "12", 1_200_000), part("weak", "100", "60", 600_000), part("silent", "5")];
const own: ItemForm = {
  goal_id: OWN,
  name: "投诉首次回复率",
  unit: "%",
  direction: "higher",
  before: "82",
  target: "95",
  action: "早班第一件事回复",
};

describe("one thing to do better", () => {
  it("begins with the goal that fell short the most and can be measured", () => {
    expect(startItem(parts)).toMatchObject({ goal_id: "weak", target: "100" });
    expect(startItem([part("silent", "5")]).goal_id).toBe(OWN);
  });
  it("does not propose what is reached already", () => {
    expect(startItem([part("good", "10", "12", 1_200_000)]).target).toBe("");
  });
  it("tells a goal's measure by the goal alone, one's own whole", () => {
    expect(itemBody({ ...own, goal_id: "weak", target: "80 " })).toEqual({
      goal_id: "weak",
      target: "80",
      action: "早班第一件事回复",
    });
    expect(itemBody(own)).toEqual({
      name: "投诉首次回复率",
      unit: "%",
      direction: "higher",
      before: "82",
      target: "95",
      action: "早班第一件事回复",
    });
  });
  it("must be better than now, the way its measure counts", () => {
    expect(itemFaults(own, parts)).toEqual({});
    expect(itemFaults({ ...own, target: "82.0" }, parts)).toEqual({ target: "not_better" });
    expect(itemFaults({ ...own, direction: "lower" }, parts)).toEqual({ target: "not_better" });
    expect(itemFaults({ ...own, direction: "lower", target: "70" }, parts)).toEqual({});
  });
  it("names every field that is missing", () => {
    expect(itemFaults({ ...own, name: "", unit: " ", before: "?", target: "", action: " " }, parts)).toEqual({
      name: "required",
      unit: "required",
      before: "not_a_number",
      target: "not_a_number",
      action: "required",
    });
    expect(itemFaults({ ...own, goal_id: "weak", name: "", unit: "", before: "" }, parts)).toEqual({});
  });
});
