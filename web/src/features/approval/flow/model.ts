import type { Schema } from "@/api/binding";
import { ProblemError } from "@/api/problem";

/** Who is asked at a step. */
export type NodeKind =
  | { kind: "manager_level"; level: number }
  | { kind: "department_head" }
  | { kind: "role"; code: string }
  | { kind: "fixed"; employments: string[] }
  | { kind: "chosen" };

export const nodeKinds = ["manager_level", "department_head", "role", "fixed", "chosen"] as const;

/** How the answers at one step add up. */
export type Mode =
  | { mode: "all" }
  | { mode: "any" }
  | { mode: "in_order" }
  | { mode: "n_of_m"; needed: number };

export const modes = ["any", "all", "in_order", "n_of_m"] as const;

export interface FlowNode {
  /** Its own name inside the version; tasks refer to it. */
  key: string;
  kind: NodeKind;
  mode: Mode;
}

export interface Definition {
  nodes: FlowNode[];
  /** What happens when one person stands at several steps. */
  same_person: "merge" | "ask_again";
  /** Codes of the roles asked, the first that has anybody, when the line of managers leads nowhere. */
  last_resort: string[];
}

/** A flow with its version in force; number 0 is the one every company starts with, which nobody published. */
export type Flow = Pick<Schema<"FlowView">, "kind" | "company_id" | "number"> &
  Partial<Pick<Schema<"FlowView">, "made_at">> & { definition: Definition };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

const isKind = (value: unknown): value is NodeKind => {
  if (!isRecord(value)) return false;
  if (value.kind === "manager_level") return typeof value.level === "number";
  if (value.kind === "role") return typeof value.code === "string";
  if (value.kind === "fixed") return areTexts(value.employments);
  return value.kind === "department_head" || value.kind === "chosen";
};

const isMode = (value: unknown): value is Mode =>
  isRecord(value) &&
  (value.mode === "n_of_m" ? typeof value.needed === "number" : modes.some((one) => one === value.mode));

const isNode = (value: unknown): value is FlowNode =>
  isRecord(value) && typeof value.key === "string" && isKind(value.kind) && isMode(value.mode);

const isDefinition = (value: unknown): value is Definition =>
  isRecord(value) &&
  Array.isArray(value.nodes) &&
  value.nodes.every(isNode) &&
  (value.same_person === "merge" || value.same_person === "ask_again") &&
  areTexts(value.last_resort);

/** A flow as the server sends it: its definition is a document of its own. One this page cannot read is not shown as another. */
export function readFlow({ definition, ...flow }: Schema<"FlowView">): Flow {
  if (!isDefinition(definition)) throw new ProblemError({ code: "internal", status: 500 });
  return { ...flow, definition };
}

/** What can be asked for. Kinds without a flow of their own ask the direct manager. */
const kinds = ["leave"] as const;

const first: Definition = {
  nodes: [{ key: "manager", kind: { kind: "manager_level", level: 1 }, mode: { mode: "any" } }],
  same_person: "merge",
  last_resort: ["hr", "hr_head", "owner"],
};

/** Every kind once for the whole group, also where nobody published anything, and once for each company with its own. */
export function flowsOf(stored: readonly Flow[]): Flow[] {
  const all = [...new Set<string>([...kinds, ...stored.map(({ kind }) => kind)])];
  return all.flatMap((kind) => {
    const own = stored.filter((flow) => flow.kind === kind && flow.company_id);
    const group = stored.find((flow) => flow.kind === kind && !flow.company_id);
    return [group ?? { kind, number: 0, definition: first }, ...own];
  });
}

/** A flow in an address: its kind, and the company when it is one company's own. */
export const flowKey = ({ kind, company_id }: Pick<Flow, "kind" | "company_id">): string =>
  company_id ? `${kind}:${company_id}` : kind;

/** Whether more than one person can stand at a step: only then it matters how answers add up. */
export const asksSeveral = ({ kind }: NodeKind): boolean =>
  kind === "role" || kind === "fixed" || kind === "chosen";

/** Whom a step asks to begin with, when its kind is chosen. */
export function newKind(kind: NodeKind["kind"], role: string | undefined): NodeKind {
  if (kind === "manager_level") return { kind, level: 1 };
  if (kind === "role") return { kind, code: role ?? "" };
  if (kind === "fixed") return { kind, employments: [] };
  return { kind };
}

/** A mode with the number of approvals it needs. */
export const newMode = (mode: Mode["mode"]): Mode => (mode === "n_of_m" ? { mode, needed: 2 } : { mode });

/** A key no other step has: tasks are told apart by it. */
function freeKey(nodes: readonly FlowNode[], kind: NodeKind["kind"]): string {
  const taken = new Set(nodes.map(({ key }) => key));
  let n = 1;
  while (taken.has(n === 1 ? kind : `${kind}_${n}`)) n += 1;
  return n === 1 ? kind : `${kind}_${n}`;
}

/** The steps with one more: the manager above the last one asked. */
export function withStep(nodes: readonly FlowNode[]): FlowNode[] {
  const level = nodes.reduce(
    (most, { kind }) => Math.max(most, kind.kind === "manager_level" ? kind.level : 0),
    0,
  );
  const kind: NodeKind = { kind: "manager_level", level: level + 1 };
  return [...nodes, { key: freeKey(nodes, kind.kind), kind, mode: { mode: "any" } }];
}

/** The steps with one of them changed; without it when `change` is `undefined`. */
export const withNode = (
  nodes: readonly FlowNode[],
  at: number,
  change: Partial<FlowNode> | undefined,
): FlowNode[] => nodes.flatMap((node, n) => (n !== at ? [node] : change ? [{ ...node, ...change }] : []));

/** The steps with one moved up (−1) or down (+1). */
export function moved(nodes: readonly FlowNode[], at: number, by: -1 | 1): FlowNode[] {
  const [one, other] = [nodes[at], nodes[at + by]];
  if (!one || !other) return [...nodes];
  return nodes.map((node, n) => (n === at ? other : n === at + by ? one : node));
}

export type FlowFault =
  | "no_nodes"
  | "no_role"
  | "empty_group"
  | "level_from_one"
  | "needed_from_one"
  | "needed_too_many";

const stepFault = ({ kind, mode }: FlowNode): FlowFault | undefined => {
  if (kind.kind === "manager_level" && !(kind.level >= 1)) return "level_from_one";
  if (kind.kind === "role" && kind.code === "") return "no_role";
  if (kind.kind === "fixed" && kind.employments.length === 0) return "empty_group";
  if (mode.mode === "n_of_m" && !(mode.needed >= 1)) return "needed_from_one";
  if (mode.mode === "n_of_m" && kind.kind === "fixed" && mode.needed > kind.employments.length)
    return "needed_too_many";
  return undefined;
};

/** What keeps a version from being published; `at` is the step, from 0. */
export function flowFaults({ nodes }: Definition): { code: FlowFault; at?: number }[] {
  if (nodes.length === 0) return [{ code: "no_nodes" }];
  return nodes.flatMap((node, at) => {
    const code = stepFault(node);
    return code ? [{ code, at }] : [];
  });
}

/** Whether two definitions ask the same people in the same way. */
export const sameFlow = (one: Definition, other: Definition): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
