import { describe, expect, it } from "vitest";
import { inLots, isBehind, sorted } from "./model";

describe("several cases answered at once", () => {
  it("go in lots the server takes", () => {
    expect(inLots([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inLots([], 2)).toEqual([]);
    expect(inLots(Array.from({ length: 120 }, (_, n) => n)).map(({ length }) => length)).toEqual([
      50, 50, 20,
    ]);
  });

  it("are each done or left with the reason; what was not answered is neither", () => {
    const rows = [{ case_id: "a" }, { case_id: "b" }, { case_id: "c" }];
    const problem = { code: "approval.already_decided", status: 409 };
    const { done, left } = sorted(rows, [{ case_id: "a" }, { case_id: "b", problem }]);
    expect(done).toEqual([{ case_id: "a" }]);
    expect(left).toEqual([{ row: { case_id: "b" }, problem }]);
    expect(isBehind(problem.code)).toBe(true);
  });
});
