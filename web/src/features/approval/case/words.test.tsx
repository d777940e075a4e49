import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { render } from "@/testing/render";
import { useDeskFact, useDeskSummary, usePhoneFact, usePhoneSummary } from "./words";

const facts: readonly (readonly [string, unknown])[] = [
  ["leave.days", "3"],
  ["leave.first_half", "am"],
  ["leave.first_day", "2026-12-02"],
  ["leave.reason", ""],
];
const row = {
  kind: "leave",
  summary: { applicant: "陈敏", first: "2026-12-02", last: "2026-12-04", days: "3" },
} as never;

function Desk() {
  const [fact, summary] = [useDeskFact(), useDeskSummary()];
  return <p>{[...facts.map(([label, value]) => fact(label, value)), summary(row)].join("|")}</p>;
}

function Phone() {
  const [fact, summary] = [usePhoneFact(), usePhoneSummary()];
  return <p>{[...facts.map(([label, value]) => fact(label, value)), summary(row)].join("|")}</p>;
}

describe("the facts of a case", () => {
  it.each([
    ["desk", <Desk key="desk" />, "2026-12-02 (周三)"],
    ["phone", <Phone key="phone" />, "12月2日 周三"],
  ])("count days as days at the %s", async (_, page, day) => {
    await render(page);
    const said = screen.getByText(/3 天/).textContent?.split("|") ?? [];
    expect(said[0]).toBe("3 天");
    expect(said[2]).toBe(day);
    expect(said[3]).toBe("没有填");
    expect(said[4]).toContain("3 天");
  });
});
