/**
 * The design tokens, once. The style sheets, the antd theme, antd-mobile's variables and the charts all read this file.
 * Every pair of text and ground is checked for contrast in tokens.test.ts.
 */
export type Theme = "light" | "dark";

export interface Palette {
  /** Main action, selection, focus, current step. */
  primary: string;
  primaryHover: string;
  /** Words in the primary colour. */
  primaryText: string;
  /** Ground of a selected row, tab or node. */
  primaryGround: string;
  /** The part of a bar that an entry would add. */
  primaryBar: string;
  onPrimary: string;
  info: string;
  infoText: string;
  infoGround: string;
  link: string;
  success: string;
  successText: string;
  successGround: string;
  warning: string;
  warningText: string;
  warningGround: string;
  warningLine: string;
  danger: string;
  dangerText: string;
  dangerGround: string;
  dangerLine: string;
  /** The page. */
  ground: string;
  /** Cards, tables, bars. */
  surface: string;
  /** Table heads, quiet blocks. */
  surface2: string;
  hover: string;
  /** Borders of controls. */
  line: string;
  /** Between rows and cards. */
  split: string;
  text: string;
  text2: string;
  /** Captions. */
  text3: string;
  avatar: string;
  /** Planned, not yet true. */
  hatch: string;
  /** Behind a sheet. */
  scrim: string;
  shadow: string;
  /** Chart series, in this order; a seventh series means another chart. */
  series: readonly [string, string, string, string, string, string];
}

export const palettes: Record<Theme, Palette> = {
  light: {
    primary: "#0f766e",
    primaryHover: "#0b635c",
    primaryText: "#0f6a63",
    primaryGround: "#e7f2f0",
    primaryBar: "#9ccbc6",
    onPrimary: "#ffffff",
    info: "#2563eb",
    infoText: "#1d4ed8",
    infoGround: "#eef3fd",
    link: "#1d4ed8",
    success: "#15803d",
    successText: "#166534",
    successGround: "#ecf6ef",
    warning: "#b45309",
    warningText: "#8a3f08",
    warningGround: "#fdf3e1",
    warningLine: "#e3b56a",
    danger: "#b91c1c",
    dangerText: "#a51818",
    dangerGround: "#fcefee",
    dangerLine: "#e3a5a1",
    ground: "#f6f5f3",
    surface: "#ffffff",
    surface2: "#faf9f7",
    hover: "#f3f1ee",
    line: "#d8d4cd",
    split: "#e8e5e0",
    text: "#1f1d1a",
    text2: "#55514b",
    text3: "#6b665f",
    avatar: "#e6e2dc",
    hatch: "#c9c2b6",
    scrim: "rgb(28 25 23 / 0.52)",
    shadow: "0 8px 24px rgb(40 34 24 / 0.14)",
    series: ["#0f766e", "#d97706", "#2563eb", "#9333ea", "#64748b", "#db2777"],
  },
  dark: {
    primary: "#0f766e",
    primaryHover: "#0d6b64",
    primaryText: "#5cc0b5",
    primaryGround: "#15312e",
    primaryBar: "#2b6660",
    onPrimary: "#ffffff",
    info: "#6f9bf6",
    infoText: "#8fb2f9",
    infoGround: "#1a2640",
    link: "#8fb2f9",
    success: "#4fae70",
    successText: "#6fc48c",
    successGround: "#17301f",
    warning: "#dd9440",
    warningText: "#ecb06a",
    warningGround: "#36270f",
    warningLine: "#7a5520",
    danger: "#ea7069",
    dangerText: "#f29089",
    dangerGround: "#3b1d1b",
    dangerLine: "#7d3733",
    ground: "#151412",
    surface: "#1e1d1a",
    surface2: "#24221f",
    hover: "#2a2824",
    line: "#4a463f",
    split: "#34312c",
    text: "#ece9e4",
    text2: "#c2bcb3",
    text3: "#a19a90",
    avatar: "#3a3631",
    hatch: "#57514a",
    scrim: "rgb(0 0 0 / 0.64)",
    shadow: "0 8px 24px rgb(0 0 0 / 0.5)",
    series: ["#3fa79c", "#e08e2e", "#6f9bf6", "#b57bf0", "#94a3b8", "#e8609f"],
  },
};

/** Sizes and type, the same in both themes. Lengths in px. */
export const measure = {
  font: '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif',
  radius: 6,
  control: 32,
  row: 44,
  topBar: 48,
  nav: 184,
  navFolded: 64,
  drawer: 504,
  explain: 368,
  /** Smallest thing a thumb must hit. */
  target: 44,
  /** ms */
  motion: 120,
} as const;
