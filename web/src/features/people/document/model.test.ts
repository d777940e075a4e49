import { describe, expect, it } from "vitest";
import { daysLater, documentKinds, expiryState, nameInHeader, sizeWords, titleOf, usualClass } from "./model";

describe("a document", () => {
  it("is called as its file until somebody says better", () => {
    expect(titleOf("健康证 2026.pdf")).toBe("健康证 2026");
    expect(titleOf("no-ending")).toBe("no-ending");
    expect(titleOf("v1.2 合同.docx")).toBe("v1.2 合同");
  });

  it("belongs to the class of its kind; what is unknown is seen by those who see work", () => {
    expect(usualClass("id_card")).toBe("id_bank");
    expect(usualClass("something_else")).toBe("work");
  });

  it("has kinds as codes the server takes", () => {
    for (const kind of documentKinds) expect(kind).toMatch(/^[a-z_]{1,40}$/);
  });

  it("is looked for over the end of a month and of a year", () => {
    expect(daysLater("2026-11-22", 60)).toBe("2027-01-21");
    expect(daysLater("2028-02-28", 1)).toBe("2028-02-29");
  });

  it("is near its end for a month, and over on the day after its last", () => {
    expect([-1, 0, 30, 31, undefined].map(expiryState)).toEqual([
      "blocked",
      "attention",
      "attention",
      "valid",
      undefined,
    ]);
  });
});

describe("a file", () => {
  it("keeps its name, whatever letters it has", () => {
    const header = "attachment; filename=\"___1.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%201.pdf";
    expect(nameInHeader(header)).toBe("合同 1.pdf");
    expect(nameInHeader('inline; filename="a.png"')).toBe("a.png");
    expect(nameInHeader("attachment; filename*=UTF-8''%E5%90")).toBeUndefined();
    expect(nameInHeader(null)).toBeUndefined();
  });

  it("says its size in few figures", () => {
    expect([12, 340 * 1024, 1.25 * 1024 * 1024].map(sizeWords)).toEqual(["12 B", "340 KB", "1.3 MB"]);
  });
});
