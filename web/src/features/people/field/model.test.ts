import { describe, expect, it } from "vitest";
import { fieldName, ruleFor, valueChange, valueFault } from "./model";

describe("the rule of a field", () => {
  it("keeps only what its kind knows", () => {
    const rule = { most_characters: 20, choices: [" S ", "", "M"], least: 1, greatest: null };
    expect(ruleFor("text", rule)).toEqual({ required: false, choices: [], most_characters: 20 });
    expect(ruleFor("choice", rule)).toEqual({ required: false, choices: ["S", "M"] });
    expect(ruleFor("number", rule)).toEqual({ required: false, choices: [], least: 1 });
    expect(ruleFor("yes_no", rule)).toEqual({ required: false, choices: [] });
    expect(ruleFor("date", { required: true })).toEqual({ required: true, choices: [] });
  });

  it("judges a value as the server does", () => {
    const rule = { least: 0, greatest: 10 };
    const faults = ["7.5", "10", "10.01", "-1", "1e3", "3.", "0.1234567"].map((text) =>
      valueFault("number", rule, text),
    );
    expect(faults).toEqual([
      undefined,
      undefined,
      "too_great",
      "too_small",
      "not_a_number",
      "not_a_number",
      "not_a_number",
    ]);
    expect(valueFault("text", { most_characters: 2 }, "三个字")).toBe("too_long");
  });
});

describe("what is sent for a field", () => {
  it("is nothing when it stays, and null when it is emptied", () => {
    expect(valueChange({ value: "M" }, "M", false)).toBeUndefined();
    expect(valueChange({ value: "M" }, " ", false)).toBeNull();
    expect(valueChange({}, "L", false)).toBe("L");
    expect(valueChange({}, undefined, false)).toBeUndefined();
  });

  it("leaves a sealed value alone unless a new one is typed or it is cleared on purpose", () => {
    expect(valueChange({ value: "***" }, "", false)).toBeUndefined();
    expect(valueChange({ value: "***" }, "new", false)).toBe("new");
    expect(valueChange({ value: "***" }, "", true)).toBeNull();
  });
});

it("bears its English name in English, and its own where there is none", () => {
  expect(fieldName("en", { name: "工装尺码", name_en: "Uniform size" })).toBe("Uniform size");
  expect(fieldName("en", { name: "工装尺码" })).toBe("工装尺码");
});
