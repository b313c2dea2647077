import {
  type CommitLag,
  type CommitLagPoint,
  commitLag,
  commitLagOverBlocks,
  type Glance,
  type NetworkNode,
  type NodeCalls,
  type NodeMetric,
  networkNodes,
  nodeCalls,
  nodeMetrics,
  stageLatency,
} from "@ledgerscope/tracer-store";
import { builder } from "../../builder.ts";
import { nodeCertificates } from "../../queries/fabric/nodeCertificates.ts";
import { fabricIdentityRef } from "../fabric/refs.ts";
import { checkedBuckets } from "../glance/checkedBuckets.ts";
import { nodeEventsPage } from "../glance/nodeEventsPage.ts";
import { networkOf } from "../networkOf.ts";
import { commitLagPointRef, commitLagRef, glanceRef, nodeEventConnectionRef, stageLatencyRef } from "../refs.ts";
import { traceAttributeRef } from "../traceSpan.ts";

const nodeRoleEnum = builder.enumType("NodeRole", {
  description: "What a node does",
  values: {
    peer: { description: "It commits blocks, and may endorse" },
    orderer: { description: "It orders transactions" },
  } as const,
});

/** A node, with the time over which it is looked at. */
const networkNodeRef = builder.objectRef<NetworkNode & { readonly glance: Glance }>("NetworkNode");

networkNodeRef.implement({
  description: "One node of a network, by all that is stored of it: its log, its metrics, the blocks that it sent",
  fields: (t) => ({
    name: t.exposeString("node", { description: "As the configuration or discovery names it" }),
    roles: t.field({
      type: [nodeRoleEnum],
      description: "What it was seen to do; empty for families that know no roles, and where nothing tells",
      resolve: ({ roles }) => [...roles],
    }),
    height: t.expose("height", {
      type: "BigInt",
      nullable: true,
      description: "Newest block that it is known to have by the end of the time; null where nothing tells",
    }),
    lastSeen: t.field({
      type: "DateTime",
      nullable: true,
      description: "Last sign of it; null where only the position in its log is known",
      resolve: ({ lastSeenNs }) => msOf(lastSeenNs),
    }),
    started: t.field({
      type: "DateTime",
      nullable: true,
      description: "Its last start that was seen; null where none was",
      resolve: ({ startedNs }) => msOf(startedNs),
    }),
    version: t.string({
      nullable: true,
      description: "Of its program, as it says itself; null where it has not",
      resolve: ({ version }) => version || null,
    }),
    unreachable: t.expose("unreachable", {
      type: "BigInt",
      description: "How often calls between it and others failed to connect within the time",
    }),
    sources: t.stringList({
      description: "By what it is known: log, deliver, metrics, mempool, trace",
      resolve: ({ sources }) => [...sources],
    }),
    lag: t.field({
      type: [commitLagRef],
      description:
        "How far its commits lie behind the first peer's, by each kind of clock; empty where it commits nothing",
      extensions: { cost: { weight: 50, items: 2 } },
      resolve: async ({ node, glance }, _args, { viewer, warehouse }) =>
        (await commitLag(warehouse, viewer, glance)).filter((row: CommitLag) => row.node === node),
    }),
    lagOverBlocks: t.field({
      type: [commitLagPointRef],
      description: "The same over stretches of blocks",
      args: { points: t.arg.int({ defaultValue: 50, description: "1 to 200" }) },
      extensions: { cost: { weight: 50, itemsArgument: "points" } },
      resolve: async ({ node, glance }, args, { viewer, warehouse }) =>
        (await commitLagOverBlocks(warehouse, viewer, glance, checkedBuckets("points", args.points ?? 50))).filter(
          (row: CommitLagPoint) => row.node === node,
        ),
    }),
    stageLatencies: t.field({
      type: [stageLatencyRef],
      description: "How long the stages took that it acted in",
      extensions: { cost: { weight: 50, items: 30 } },
      resolve: ({ node, glance }, _args, { viewer, warehouse }) =>
        stageLatency(warehouse, viewer, glance, "network", node),
    }),
    calls: t.field({
      type: [nodeCallsRef],
      description: "gRPC calls that it served, by its log, most frequent first",
      extensions: { cost: { weight: 50, items: 10 } },
      resolve: ({ node, glance }, _args, { viewer, warehouse }) => nodeCalls(warehouse, viewer, glance, node),
    }),
    metrics: t.field({
      type: [nodeMetricRef],
      description: "What its metrics said last within the time, at most 300 series",
      extensions: { cost: { weight: 50, items: 100 } },
      resolve: ({ node, glance }, _args, { viewer, warehouse }) => nodeMetrics(warehouse, viewer, glance, node),
    }),
    certificates: t.field({
      type: [fabricIdentityRef],
      description:
        "Fabric: certificates that are taken for the node's, the latest to end first: those that carry its name, and the one that stands beside nearly all that it was seen to endorse",
      extensions: { cost: { weight: 20, items: 3 } },
      resolve: async ({ node, glance }, _args, context) => {
        const of = networkOf(context, glance.network);
        return of.family === "fabric" ? nodeCertificates(context.viewer, context.warehouse, of, node, glance) : [];
      },
    }),
    events: t.field({
      type: nodeEventConnectionRef,
      description: "What befell it, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last event of the page before" }),
      },
      extensions: { cost: { weight: 20 } },
      resolve: ({ node, glance }, args, { viewer, warehouse }) =>
        nodeEventsPage(warehouse, viewer, glance, { node }, { first: args.first ?? 20, after: args.after }),
    }),
  }),
});

const nodeCallsRef = builder.objectRef<NodeCalls>("NodeCalls").implement({
  description: "gRPC calls of one kind that a node served",
  fields: (t) => ({
    stage: t.exposeString("stage", { description: "Such as fabric.rpc.endorse" }),
    count: t.expose("count", { type: "BigInt", description: "Calls" }),
    errors: t.expose("errors", { type: "BigInt", description: "Of these, those that did not end with OK" }),
    p50Ns: t.exposeFloat("p50Ns", { description: "Half took no longer, nanoseconds" }),
    p95Ns: t.exposeFloat("p95Ns", { description: "95 of 100 took no longer, nanoseconds" }),
    maxNs: t.exposeFloat("maxNs", { description: "The longest, nanoseconds" }),
  }),
});

const nodeMetricRef = builder.objectRef<NodeMetric>("NodeMetric").implement({
  description: "The newest value of one series of a node's metrics",
  fields: (t) => ({
    metric: t.exposeString("metric", { description: "Name of the sample, with _sum or _count where it has one" }),
    labels: t.field({
      type: [traceAttributeRef],
      description: "Its labels",
      resolve: ({ labels }) => Object.entries(labels),
    }),
    value: t.exposeFloat("value", { description: "In the metric's own unit" }),
    at: t.field({
      type: "DateTime",
      description: "When it was read, by our clock",
      resolve: ({ atNs }) => Number(BigInt(atNs) / 1_000_000n),
    }),
  }),
});

const msOf = (ns: string | null): number | null => (ns === null ? null : Number(BigInt(ns) / 1_000_000n));

builder.objectFields(glanceRef, (t) => ({
  nodes: t.field({
    type: [networkNodeRef],
    description: "Nodes of the network, peers first; at most 500",
    extensions: { cost: { weight: 50, items: 20 } },
    resolve: async (glance, _args, { viewer, warehouse }) =>
      (await networkNodes(warehouse, viewer, glance)).map((node) => ({ ...node, glance })),
  }),
  node: t.field({
    type: networkNodeRef,
    nullable: true,
    description: "One of them; null where nothing is known of it",
    args: { name: t.arg.string({ required: true, description: "As it stands in `nodes`" }) },
    extensions: { cost: { weight: 50, items: 1 } },
    resolve: async (glance, { name }, { viewer, warehouse }) => {
      const node = (await networkNodes(warehouse, viewer, glance)).find((one) => one.node === name);
      return node && { ...node, glance };
    },
  }),
}));
