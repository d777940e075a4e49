import { describe, expect, it } from "vitest";
import {
  type Definition,
  type Flow,
  type FlowNode,
  flowFaults,
  flowKey,
  flowsOf,
  moved,
  newKind,
  withNode,
  withStep,
} from "./model";

const step = (key: string, kind: FlowNode["kind"], mode: FlowNode["mode"] = { mode: "any" }): FlowNode => ({
  key,
  kind,
  mode,
});
const definition = (...nodes: FlowNode[]): Definition => ({
  nodes,
  same_person: "merge",
  last_resort: ["hr"],
});
const flow = (kind: string, company_id?: string): Flow => ({
  kind,
  company_id,
  number: 3,
  definition: definition(),
});

describe("the list of flows", () => {
  it("has every kind for the group, also the one nobody published: the direct manager", () => {
    const [leave] = flowsOf([]);
    expect(leave).toMatchObject({ kind: "leave", number: 0 });
    expect(leave?.definition.nodes[0]?.kind).toEqual({ kind: "manager_level", level: 1 });
  });

  it("has a company's own below the group's", () => {
    expect(flowsOf([flow("leave", "c1"), flow("leave")]).map(flowKey)).toEqual(["leave", "leave:c1"]);
    expect(flowsOf([flow("leave", "c1")]).map(({ number }) => number)).toEqual([0, 3]);
  });
});

describe("the steps", () => {
  it("grow by the manager above, under a key of their own", () => {
    const nodes = withStep(withStep(definition().nodes));
    expect(nodes.map(({ kind }) => kind)).toEqual([
      { kind: "manager_level", level: 1 },
      { kind: "manager_level", level: 2 },
    ]);
    expect(new Set(nodes.map(({ key }) => key)).size).toBe(2);
  });

  it("move, change and go, and nothing moves past the end", () => {
    const nodes = [step("a", { kind: "chosen" }), step("b", { kind: "department_head" })];
    expect(moved(nodes, 0, 1).map(({ key }) => key)).toEqual(["b", "a"]);
    expect(moved(nodes, 1, 1)).toEqual(nodes);
    expect(withNode(nodes, 0, undefined).map(({ key }) => key)).toEqual(["b"]);
    expect(withNode(nodes, 0, { kind: newKind("role", "hr") })[0]?.kind).toEqual({
      kind: "role",
      code: "hr",
    });
  });
});

describe("a version is not published", () => {
  const faults = (...nodes: FlowNode[]) => flowFaults(definition(...nodes));
  it("without a step: it would approve by itself", () => expect(faults()).toEqual([{ code: "no_nodes" }]));
  it("with a step that asks nobody", () => {
    expect(faults(step("a", { kind: "chosen" }), step("b", { kind: "fixed", employments: [] }))).toEqual([
      { code: "empty_group", at: 1 },
    ]);
    expect(faults(step("a", { kind: "role", code: "" }))).toEqual([{ code: "no_role", at: 0 }]);
  });
  it("with zero levels up, or more approvals than people", () => {
    expect(faults(step("a", { kind: "manager_level", level: 0 }))[0]?.code).toBe("level_from_one");
    const two: FlowNode["kind"] = { kind: "fixed", employments: ["x", "y"] };
    expect(faults(step("a", two, { mode: "n_of_m", needed: 3 }))[0]?.code).toBe("needed_too_many");
    expect(faults(step("a", two, { mode: "n_of_m", needed: 2 }))).toEqual([]);
  });
});
