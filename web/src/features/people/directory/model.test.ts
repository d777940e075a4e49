import { describe, expect, it } from "vitest";
import { mayBeAddressed, soughtOf } from "./model";

describe("a number that is typed into the search", () => {
  it("is looked up as what it can be, the likeliest first", () => {
    expect(soughtOf("11010119900307721x")).toEqual([{ id_number: "11010119900307721X" }]);
    expect(soughtOf("138 0013 8000")).toEqual([{ phone: "13800138000" }]);
    expect(soughtOf("6222 0202 0011 2233 445")).toEqual([{ bank_account: "6222020200112233445" }]);
    expect(soughtOf("110101900307721")).toEqual([
      { id_number: "110101900307721" },
      { bank_account: "110101900307721" },
    ]);
  });
  it("is nothing to look up when it is a name, an employee number or only a part", () => {
    for (const words of ["余超", "yuchao", "HM00198", "010342", "1380013", "23800138000"])
      expect(soughtOf(words), words).toEqual([]);
  });
  it("never stands in an address, not even half typed", () => {
    expect(mayBeAddressed("13800138000")).toBe(false);
    expect(mayBeAddressed("1101011990030772")).toBe(false);
    expect(mayBeAddressed("11010119900307721X")).toBe(false);
    expect(mayBeAddressed("010342")).toBe(true);
    expect(mayBeAddressed("余超")).toBe(true);
  });
});
