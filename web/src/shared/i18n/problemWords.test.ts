import { screen } from "@testing-library/react";
import { createElement } from "react";
import { useTranslation } from "react-i18next";
import { describe, expect, it } from "vitest";
import type { Problem } from "@/api/problem";
import { render } from "@/testing/render";
import { fieldWords } from "./problemWords";

function Words({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  return createElement("p", null, fieldWords(t, problem).colour);
}

describe("the words of a problem", () => {
  const problem: Problem = {
    code: "input.invalid",
    status: 422,
    errors: [{ field: "colour", code: "unknown_choice", params: { choices: ["red", "green"] } }],
  };
  it("name every choice there is, in the reader's way of listing", async () => {
    await render(createElement(Words, { problem }));
    expect(screen.getByText("只能是：red、green")).toBeVisible();
  });
  it("in English too", async () => {
    await render(createElement(Words, { problem }), "en");
    expect(screen.getByText("One of: red, green")).toBeVisible();
  });
});
