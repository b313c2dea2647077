import { expect, test } from "vitest";
import { fabricMetricFacts, type NodeMetrics } from "./metricFacts.ts";

const of = { network: "relief", channel: "mychannel", node: "orderer1" };
const SECOND = 1_000_000_000n;
const at = (seconds: number, values: Readonly<Record<string, number>>, channel = "mychannel"): NodeMetrics => ({
  atNs: BigInt(seconds) * SECOND,
  samples: Object.entries(values).map(([metric, value]) => ({
    metric,
    labels: metric.startsWith("consensus_") ? { channel } : {},
    value,
  })),
});
const seen = (before: NodeMetrics, now: NodeMetrics) =>
  fabricMetricFacts(before, now, of).map(({ id, stage, startNs, endNs, attributes }) => ({
    ...{ id, stage, seconds: [startNs, endNs].map((ns) => Number(ns) / 1e9), attributes },
  }));

test("nothing is told while nothing changes", () => {
  const values = { process_start_time_seconds: 90.5, consensus_etcdraft_is_leader: 1, consensus_BFT_is_leader: 0 };
  expect(seen(at(100, values), at(105, values))).toEqual([]);
});

test("a process that began since the last look was started", () => {
  const [before, now] = [at(100, { process_start_time_seconds: 90 }), at(105, { process_start_time_seconds: 103.25 })];
  expect(seen(before, now)).toEqual([
    { id: "105", stage: "fabric.node.started", seconds: [103.25, 105], attributes: {} },
  ]);
});

test("an orderer comes to lead between two looks; ceasing to lead is told by the one that follows", () => {
  const [no, yes] = [{ consensus_etcdraft_is_leader: 0 }, { consensus_etcdraft_is_leader: 1 }];
  expect(seen(at(100, no), at(105, yes))).toEqual([
    { id: "105", stage: "fabric.node.leader", seconds: [100, 105], attributes: { "leader.node": "orderer1" } },
  ]);
  expect(seen(at(100, yes), at(105, no))).toEqual([]);
  expect(seen(at(100, no, "other"), at(105, yes, "other"))).toEqual([]);
});

test("a new view of SmartBFT is told with its leader", () => {
  const view = (number: number, leader: number) => ({
    consensus_smartbft_view_number: number,
    consensus_smartbft_view_leader_id: leader,
  });
  expect(seen(at(100, view(0, 1)), at(105, view(1, 2)))).toEqual([
    { id: "105", stage: "fabric.node.view", seconds: [100, 105], attributes: { "bft.view": "1", "bft.leader": "2" } },
  ]);
});
