import { describe, expect, it } from "vitest";
import type { EdgeFactsFragment } from "../../generated/graphql.ts";
import { layoutServiceMap } from "./layoutServiceMap.ts";

const edge = (
  kind: EdgeFactsFragment["kind"],
  source: string,
  target: string,
  more: Partial<EdgeFactsFragment> = {},
) => ({
  ...{ kind, source, target, fromClient: false, calls: "10", errors: "0", p50Ns: 1, p95Ns: 2 },
  ...more,
});

describe("the service map", () => {
  it("puts clients, peers and orderers into columns, and draws one line between two of them", () => {
    const { nodes, lines } = layoutServiceMap([
      edge("request", "Org1MSP", "peer1", { fromClient: true }),
      edge("submit", "Org1MSP", "peer1", { fromClient: true, calls: "7", errors: "2" }),
      edge("endorse", "peer1", "peer2"),
      edge("broadcast", "peer1", "orderer1"),
      edge("disseminate", "", "peer2"),
    ]);
    expect(nodes.map(({ id }) => id)).toEqual([
      "client:Org1MSP",
      "peer:peer1",
      "peer:peer2",
      "orderer:",
      "orderer:orderer1",
    ]);
    expect(lines.map(({ id, calls, errors }) => [id, calls, errors])).toEqual([
      ["client:Org1MSP → peer:peer1", 17, 2],
      ["peer:peer1 → peer:peer2", 10, 0],
      ["peer:peer1 → orderer:orderer1", 10, 0],
      ["orderer: → peer:peer2", 10, 0],
    ]);
  });

  it("an organisation and a node of the same name are two, and who calls itself gets no line", () => {
    const { nodes, lines } = layoutServiceMap([
      edge("request", "one", "one", { fromClient: true }),
      edge("endorse", "one", "one"),
    ]);
    expect(nodes).toHaveLength(2);
    expect(lines).toHaveLength(1);
  });

  it("keeps every box inside the drawing, and says how many it has no room for", () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      edge("endorse", "peer0", `peer${i + 1}`, { calls: String(i + 1) }),
    );
    const { nodes, lines, height, leftOut } = layoutServiceMap(many);
    expect(nodes.every(({ y }) => y > 15 && y < height - 15)).toBe(true);
    expect(leftOut).toBe(31 - nodes.length);
    expect(lines.every(({ target }) => nodes.includes(target))).toBe(true);
    // The busiest stay.
    expect(nodes.map(({ name }) => name)).toContain("peer30");
  });

  it("draws nothing of nothing", () => {
    expect(layoutServiceMap([])).toMatchObject({ nodes: [], lines: [], leftOut: 0 });
  });
});
