import type { EdgeFactsFragment } from "../../generated/graphql.ts";

/** What a participant is: its column. */
type Role = "client" | "peer" | "orderer";

export interface MapNode {
  readonly id: string;
  readonly role: Role;
  /** Empty for whichever orderer it was. */
  readonly name: string;
  /** Middle of its box, in units of the drawing. */
  readonly x: number;
  readonly y: number;
}

/** All calls from one participant to another, drawn as one line. */
export interface MapLine {
  readonly id: string;
  readonly source: MapNode;
  readonly target: MapNode;
  readonly calls: number;
  readonly errors: number;
  /** What most of them are. */
  readonly kind: EdgeFactsFragment["kind"];
  readonly edges: readonly EdgeFactsFragment[];
  /** SVG path. */
  readonly path: string;
}

export interface ServiceMapLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly MapNode[];
  readonly lines: readonly MapLine[];
  /** Participants that the drawing has no room for. */
  readonly leftOut: number;
}

export const BOX = { width: 150, height: 30 } as const;
const COLUMN = { client: 90, peer: 390, orderer: 690 } as const;
const WIDTH = 780;
const ROW = 58;
const MOST_ROWS = 8;

/** Clients to the left, peers in the middle, orderers to the right; the busiest of each, in order of their names. */
export function layoutServiceMap(edges: readonly EdgeFactsFragment[]): ServiceMapLayout {
  const calls = new Map<string, number>();
  const roles = new Map<string, Role>();
  for (const edge of edges) {
    for (const end of endsOf(edge)) {
      roles.set(end.id, end.role);
      calls.set(end.id, (calls.get(end.id) ?? 0) + Number(edge.calls));
    }
  }
  const columns = (["client", "peer", "orderer"] as const).map((role) =>
    [...roles.keys()]
      .filter((id) => roles.get(id) === role)
      .sort((a, b) => (calls.get(b) ?? 0) - (calls.get(a) ?? 0))
      .slice(0, MOST_ROWS)
      .sort(),
  );
  const height = ROW * Math.max(1, ...columns.map((column) => column.length)) + 20;
  const nodes = columns.flatMap((column) =>
    column.map((id, i) => {
      const role = roles.get(id) as Role;
      const y = height / 2 + (i - (column.length - 1) / 2) * ROW;
      return { id, role, name: id.slice(id.indexOf(":") + 1), x: COLUMN[role], y };
    }),
  );
  const placed = new Map(nodes.map((node) => [node.id, node]));
  const between = new Map<string, EdgeFactsFragment[]>();
  for (const edge of edges) {
    const [source, target] = endsOf(edge);
    // A peer that endorses through its own gateway calls nobody.
    if (source.id === target.id || !placed.has(source.id) || !placed.has(target.id)) continue;
    const id = `${source.id} → ${target.id}`;
    between.set(id, [...(between.get(id) ?? []), edge]);
  }
  const lines = [...between].map(([id, same]) => {
    const [first] = same.toSorted((a, b) => Number(b.calls) - Number(a.calls)) as [EdgeFactsFragment];
    const [from, to] = endsOf(first);
    const [source, target] = [placed.get(from.id) as MapNode, placed.get(to.id) as MapNode];
    return {
      ...{ id, source, target, edges: same, kind: first.kind, path: pathOf(source, target) },
      calls: same.reduce((sum, edge) => sum + Number(edge.calls), 0),
      errors: same.reduce((sum, edge) => sum + Number(edge.errors), 0),
    };
  });
  return { width: WIDTH, height, nodes, lines, leftOut: roles.size - nodes.length };
}

/** Who calls whom; roles are named before the names, so that an organisation and a node may share one. */
function endsOf({ kind, source, target, fromClient }: EdgeFactsFragment): readonly [End, End] {
  const end = (role: Role, name: string): End => ({ role, id: `${role}:${name}` });
  const caller = fromClient ? "client" : kind === "forward" || kind === "disseminate" ? "orderer" : "peer";
  return [end(caller, source), end(kind === "broadcast" || kind === "forward" ? "orderer" : "peer", target)];
}

interface End {
  readonly id: string;
  readonly role: Role;
}

/** A curve between two boxes; within a column it bulges to the side, and the way back runs below the way there. */
function pathOf(source: MapNode, target: MapNode): string {
  const half = BOX.width / 2;
  if (source.x === target.x) {
    const [down, x] = [target.y > source.y, source.x + half];
    const shift = down ? 5 : -5;
    const bulge = 26 + Math.abs(target.y - source.y) / 5;
    return `M${x},${source.y + shift} C${x + bulge},${source.y + shift} ${x + bulge},${target.y - shift} ${x},${target.y - shift}`;
  }
  const right = target.x > source.x;
  const [x1, x2] = right ? [source.x + half, target.x - half] : [source.x - half, target.x + half];
  const shift = right ? -4 : 8;
  const middle = (x1 + x2) / 2;
  return `M${x1},${source.y + shift} C${middle},${source.y + shift} ${middle},${target.y + shift} ${x2},${target.y + shift}`;
}
