import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { deskDay } from "../format/dates";
import { amountWords, type Explanation, explanationView } from "./explanation";

const explanation: Explanation = {
  label: "leave.balance",
  value: "-7.5",
  unit: "day",
  terms: [
    { label: "leave.carried", sign: "+", value: "2", unit: "day", params: { year: 2025 } },
    {
      label: "leave.taken",
      sign: "-",
      value: "9.5",
      unit: "day",
      input: { kind: "leave_request", id: "r1", on: "2026-12-02" },
    },
  ],
  basis: { rule: "leave.annual", version: "4", source: "第三条" },
};

let t: TFunction;
beforeAll(async () => {
  t = await i18next.init({
    lng: "en",
    keySeparator: false,
    resources: {
      en: {
        explain: {
          "leave.balance": "Left",
          "leave.carried": "Carried from {{year}}",
          "leave.taken": "Taken",
          "leave.carried#note": "by consent",
        },
        unit: { day_one: "day", day_other: "days" },
      },
    },
  });
});

describe("an explanation", () => {
  it("says the formula in words and again with the numbers", () => {
    const view = explanationView(t, (day) => deskDay(day, "en"), explanation);
    expect(view.formula.words).toBe("Left = Carried from 2025 \u2212 Taken");
    expect(view.formula.numbers).toBe("\u22127.5 = 2 \u2212 9.5");
    expect(view.figure).toBe("\u22127.5");
  });
  it("gives each row its fact: the note, the day, the page", () => {
    const [carried, taken] = explanationView(t, (day) => deskDay(day, "en"), explanation).terms;
    expect(carried?.note).toBe("by consent");
    expect(taken?.note).toBe("2026-12-02 (Wed)");
    expect(taken?.input?.id).toBe("r1");
  });
  it("shows a code without words as itself, never nothing", () => {
    expect(explanationView(t, (day) => deskDay(day, "en"), explanation).rule).toBe("leave.annual");
  });
  it("writes money and percent with their signs, own units by name", () => {
    expect(amountWords(t, "-1200.50", "cny")).toBe("\u2212¥1,200.50");
    expect(amountWords(t, "59", "percent")).toBe("59%");
    expect(amountWords(t, "12", "件")).toBe("12 件");
    expect(amountWords(t, "1", "day")).toBe("1 day");
  });
});
