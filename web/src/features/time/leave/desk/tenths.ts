import { decimal, scaled, signed } from "@/shared/format/numbers";

/** Days with the same decimals down a column. */
export const inTenths = (hundredths: number): string => decimal(scaled(hundredths, 2, 1));

/** The same with its sign. */
export const inSignedTenths = (hundredths: number): string => signed(scaled(hundredths, 2, 1));
