import { screen } from "@testing-library/react";
import { useTranslation } from "react-i18next";
import { describe, expect, it } from "vitest";
import type { Problem } from "@/api/problem";
import { render } from "@/testing/render";
import { fieldWords } from "./problemWords";

function Words({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  return <p>{fieldWords(t, problem).colour}</p>;
}

describe("the words of a problem", () => {
  const problem: Problem = {
    code: "input.invalid",
    status: 422,
    errors: [{ field: "colour", code: "unknown_choice", params: { choices: ["red", "green"] } }],
  };
  it("name every choice there is, in the reader's way of listing", async () => {
    await render(<Words problem={problem} />);
    expect(screen.getByText("只能是：red、green")).toBeVisible();
  });
  it("in English too", async () => {
    await render(<Words problem={problem} />, "en");
    expect(screen.getByText("One of: red, green")).toBeVisible();
  });
});
