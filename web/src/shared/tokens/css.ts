import { measure, type Palette, palettes } from "./tokens.ts";

const kebab = (name: string) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/(\d)$/, "-$1");

function declarations(palette: Palette): string[] {
  const { series, ...colours } = palette;
  return [
    ...Object.entries(colours).map(([name, value]) => `--${kebab(name)}: ${value};`),
    ...series.map((value, index) => `--s${index + 1}: ${value};`),
  ];
}

const sizes = [
  `--font: ${measure.font};`,
  ...[
    [12, 16],
    [14, 20],
    [16, 24],
    [20, 28],
    [32, 40],
  ].map(([size, line]) => `--fs-${size}: ${size}px/${line}px var(--font);`),
  ...(["radius", "control", "row", "topBar", "nav", "navFolded", "drawer", "explain", "target"] as const).map(
    (name) => `--${kebab(name)}: ${measure[name]}px;`,
  ),
  `--motion: ${measure.motion}ms;`,
];

const block = (selector: string, lines: string[]) => `${selector} {\n  ${lines.join("\n  ")}\n}\n`;

/** The tokens as CSS variables: light, dark by choice (`data-theme`), dark by the system, still by the reader's wish. */
export function tokensCss(): string {
  const dark = ["color-scheme: dark;", ...declarations(palettes.dark)];
  return [
    block(":root", ["color-scheme: light;", ...declarations(palettes.light), ...sizes]),
    block('[data-theme="dark"]', dark),
    `@media (prefers-color-scheme: dark) {\n${block(":root:not([data-theme])", dark)}}\n`,
    `@media (prefers-reduced-motion: reduce) {\n${block(":root", ["--motion: 0ms;"])}}\n`,
  ].join("\n");
}
