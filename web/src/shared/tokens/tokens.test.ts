import { describe, expect, it } from "vitest";
import { contrast } from "./contrast";
import { tokensCss } from "./css";
import { type Palette, palettes, type Theme } from "./tokens";

const grounds = ["ground", "surface", "surface2", "hover", "primaryGround"] as const;
const pairs: [keyof Palette, keyof Palette][] = [
  ...grounds.flatMap((ground) =>
    (["text", "text2", "text3", "primaryText", "link"] as const).map(
      (text): [keyof Palette, keyof Palette] => [text, ground],
    ),
  ),
  ...(["ground", "surface", "surface2"] as const).flatMap((ground) =>
    (["successText", "warningText", "dangerText", "infoText"] as const).map(
      (text): [keyof Palette, keyof Palette] => [text, ground],
    ),
  ),
  ["onPrimary", "primary"],
  ["onPrimary", "primaryHover"],
  ["infoText", "infoGround"],
  ["text", "infoGround"],
  ["successText", "successGround"],
  ["warningText", "warningGround"],
  ["text2", "warningGround"],
  ["dangerText", "dangerGround"],
  ["link", "warningGround"],
  ["link", "dangerGround"],
  ["text", "avatar"],
];

describe.each<Theme>(["light", "dark"])("the %s palette", (theme) => {
  const palette = palettes[theme];

  it.each(pairs)("%s reads on %s (4.5:1 or more)", (text, ground) => {
    expect(contrast(palette[text] as string, palette[ground] as string)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(palette.series)("series colour %s stands out from cards (3:1 or more)", (colour) => {
    expect(contrast(colour, palette.surface)).toBeGreaterThanOrEqual(3);
  });
});

it("contrast is that of the standard: black on white 21, equal colours 1", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(contrast("#0f766e", "#0f766e")).toBe(1);
});

it("both themes name the same variables", () => {
  const named = (css: string) => [...css.matchAll(/--[a-z0-9-]+(?=:)/g)].map(([name]) => name).sort();
  const [light = "", dark = ""] = tokensCss().split('[data-theme="dark"]');
  const colours = named(dark.split("@media")[0] ?? "");
  expect(named(light)).toEqual(expect.arrayContaining(colours));
  expect(colours).toContain("--text-3");
  expect(colours).toContain("--surface-2");
});
