export { chooseTheme, type ThemeChoice, useTheme, useThemeChoice } from "../tokens/themeChoice";
