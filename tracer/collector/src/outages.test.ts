import { expect, test } from "vitest";
import { Outages } from "./outages.ts";

const SECOND = 1_000_000_000n;
const outages = () => new Outages({ network: "relief", channel: "mychannel" }, "deliver");

test("an outage is told as it begins and once more, whole, when it is over; nothing while it lasts", () => {
  const of = outages();
  const [begun, ...more] = of.down("peer1", 100n * SECOND, "refused");
  expect(more).toEqual([]);
  expect(begun).toMatchObject({ subject: "node", id: "100", stage: "fabric.node.unreachable", node: "peer1" });
  expect(begun).toMatchObject({ startNs: 100n * SECOND, source: "deliver:peer1", attributes: { error: "refused" } });
  expect(begun && "endNs" in begun).toBe(false);
  expect(of.down("peer1", 101n * SECOND, "still refused")).toEqual([]);
  const [whole] = of.up("peer1", 107n * SECOND);
  expect(whole).toMatchObject({ id: "107", startNs: 100n * SECOND, endNs: 107n * SECOND, evidence: "observed" });
  expect(whole?.attributes).toEqual({ error: "refused" });
  expect(of.up("peer1", 108n * SECOND)).toEqual([]);
});

test("nodes are told apart, and a long reason is cut", () => {
  const of = outages();
  of.down("peer1", SECOND, "a");
  expect(of.down("peer2", SECOND, "x".repeat(9_000))[0]?.attributes["error"]).toHaveLength(500);
  expect(of.up("peer2", 2n * SECOND)).toHaveLength(1);
  expect(of.up("peer1", 2n * SECOND)).toHaveLength(1);
});
