import { describe, expect, it } from "vitest";
import { filling, given, nameIn, offered } from "./model";

describe("the catalogues", () => {
  it("name a row in the reader's language, in Chinese where there is no other name", () => {
    expect(nameIn("en", { name: "店长", name_en: "Shop manager" })).toBe("Shop manager");
    expect(nameIn("en", { name: "店长", name_en: "" })).toBe("店长");
    expect(nameIn("zh-CN", { name: "店长", name_en: "Shop manager" })).toBe("店长");
  });
  it("offer what is in use, and what is chosen already", () => {
    const row = (id: string, retired: boolean) => ({ id, name: id, retired });
    const rows = [row("a", false), row("b", true), row("c", true)];
    expect(offered(rows, "c").map(({ value }) => value)).toEqual(["a", "c"]);
    expect(offered(undefined)).toEqual([]);
  });
  it("say how a seat is filled", () => {
    expect(filling({ held: 0, headcount: 1 })).toBe("free");
    expect(filling({ held: 2, headcount: 2 })).toBe("full");
    expect(filling({ held: 3, headcount: 2 })).toBe("over");
  });
  it("send nothing that was left empty", () => {
    expect(given({ code: " J1 ", name: "店长", name_en: " ", rank: 0, family: undefined })).toEqual({
      code: "J1",
      name: "店长",
      rank: 0,
    });
  });
});
