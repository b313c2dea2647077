import {
  commitLag,
  commitLagOverBlocks,
  failureGroups,
  failuresOverTime,
  findTraces,
  forkAlarm,
  glanceBlocks,
  hotKeys,
  leaderChanges,
  networkFindings,
  positionOf,
  roundChanges,
  sampledOneIn,
  serviceMap,
  stageLatency,
  suspicions,
  type TraceFilter,
} from "@ledgerscope/tracer-store";
import { decimal, openTexts, sealTexts } from "../../cursor.ts";
import { apiError } from "../../errors.ts";
import { checkedFirst, readSealedPage } from "../../page.ts";
import { failureGroupEnum, latencyGroupEnum, traceOrderEnum } from "../enums.ts";
import {
  commitLagPointRef,
  commitLagRef,
  failureBucketRef,
  failureShareRef,
  findingRef,
  forkCheckRef,
  glanceRef,
  hotKeyRef,
  leaderChangeRef,
  networkFindingsRef,
  nodeEventConnectionRef,
  roundChangeRef,
  serviceEdgeRef,
  stageLatencyRef,
  traceSummaryConnectionRef,
} from "../refs.ts";
import { checkedBuckets, MAX_BUCKETS } from "./checkedBuckets.ts";
import { failuresIn } from "./failureBucket.ts";
import { nodeEventsPage } from "./nodeEventsPage.ts";
import { traceFilterInput } from "./traceFilter.ts";

/** Fields whose answer reads every transaction of the time. */
const aggregate = (items: number) => ({ cost: { weight: 50, items } });

glanceRef.implement({
  description:
    "A network over some time: who calls whom, how long stages take, what fails and why, how peers and consensus do. Transactions count once they have been explained (`ledgerscope explain`), at the time that their client claims (EVM: at their block's)",
  fields: (t) => ({
    from: t.field({ type: "DateTime", resolve: ({ fromMs }) => fromMs }),
    to: t.field({ type: "DateTime", description: "First moment that is not part of it", resolve: ({ toMs }) => toMs }),
    sampledOneIn: t.int({
      description:
        "1: `serviceMap`, `stageLatencies`, `latencyOverTime` and `durations` rest on every transaction. n: there are many, and they rest on one in n, in stretches spread evenly over the time; counts are multiplied",
      resolve: (glance, _args, { viewer, warehouse }) => sampledOneIn(warehouse, viewer, glance),
    }),
    serviceMap: t.field({
      type: [serviceEdgeRef],
      description: "Calls between clients, peers and orderers, most frequent first; at most 300 edges",
      extensions: aggregate(50),
      resolve: (glance, _args, { viewer, warehouse }) => serviceMap(warehouse, viewer, glance),
    }),
    stageLatencies: t.field({
      type: [stageLatencyRef],
      description: "How long stages took; groups with the most spans first, at most 500",
      args: {
        by: t.arg({ type: latencyGroupEnum, defaultValue: "network", description: "What they are told apart by" }),
      },
      extensions: aggregate(100),
      resolve: (glance, { by }, { viewer, warehouse }) => stageLatency(warehouse, viewer, glance, by ?? "network"),
    }),
    failures: t.field({
      type: [failureShareRef],
      description: "Transactions that failed, by what their diagnosis says, most frequent first; at most 100 groups",
      args: { by: t.arg({ type: failureGroupEnum, defaultValue: "reason", description: "What they are counted by" }) },
      extensions: aggregate(50),
      resolve: (glance, { by }, { viewer, warehouse }) => failureGroups(warehouse, viewer, glance, by ?? "reason"),
    }),
    failuresOverTime: t.field({
      type: [failureBucketRef],
      description: "Transactions that failed over time, by reason, in buckets of equal length",
      args: { buckets: t.arg.int({ defaultValue: 48, description: `1 to ${MAX_BUCKETS}` }) },
      extensions: { cost: { weight: 50, itemsArgument: "buckets" } },
      resolve: async (glance, args, { viewer, warehouse }) => {
        const buckets = checkedBuckets("buckets", args.buckets ?? 48);
        return failuresIn(glance, buckets, await failuresOverTime(warehouse, viewer, glance, buckets));
      },
    }),
    hotKeys: t.field({
      type: [hotKeyRef],
      description: "Keys over which transactions failed, most first",
      args: { first: t.arg.int({ defaultValue: 20, description: "1 to 100" }) },
      extensions: { cost: { weight: 50 } },
      resolve: (glance, { first }, { viewer, warehouse }) =>
        hotKeys(warehouse, viewer, glance, checkedFirst(first ?? 20)),
    }),
    traces: t.field({
      type: traceSummaryConnectionRef,
      description: "Explained transactions, also those that never reached a block",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({
          description: "Cursor of the last row of the page before, with the same order and filter",
        }),
        order: t.arg({ type: traceOrderEnum, defaultValue: "slowest", description: "Which come first" }),
        filter: t.arg({ type: traceFilterInput, description: "Which transactions" }),
      },
      extensions: { cost: { weight: 50 } },
      resolve: (glance, args, { viewer, warehouse }) => {
        const order = args.order ?? "slowest";
        const filter = filterOf(args.filter ?? {});
        const list = `traces:${glance.network}:${order}:${JSON.stringify(Object.entries(filter).sort())}`;
        return readSealedPage(
          { first: args.first ?? 20, after: args.after },
          (limit, after) => {
            if (after === undefined) return findTraces(warehouse, viewer, glance, filter, { order, limit });
            const [durationNs = "", timeNs = "", txId = "", height = "", txIndex = ""] = openTexts(list, after, 5);
            const place = { height: decimal(height), txIndex: decimal(txIndex) };
            const position = { durationNs: decimal(durationNs), timeNs: decimal(timeNs), txId, ...place };
            return findTraces(warehouse, viewer, glance, filter, { order, limit, after: position });
          },
          (row) => {
            const { durationNs, timeNs, txId, height, txIndex } = positionOf(row);
            return sealTexts(list, [durationNs, timeNs, txId, height, txIndex]);
          },
        );
      },
    }),
    commitLag: t.field({
      type: [commitLagRef],
      description:
        "How far each peer's commits lie behind the first peer's, over the newest 2000 blocks of the time; by our clock and by the nodes' own, apart",
      extensions: aggregate(20),
      resolve: (glance, _args, { viewer, warehouse }) => commitLag(warehouse, viewer, glance),
    }),
    commitLagOverBlocks: t.field({
      type: [commitLagPointRef],
      description: "The same over stretches of blocks",
      args: { points: t.arg.int({ defaultValue: 50, description: `1 to ${MAX_BUCKETS}, for each peer` }) },
      extensions: { cost: { weight: 50, itemsArgument: "points" } },
      resolve: (glance, args, { viewer, warehouse }) =>
        commitLagOverBlocks(warehouse, viewer, glance, checkedBuckets("points", args.points ?? 50)),
    }),
    forkCheck: t.field({
      type: forkCheckRef,
      description: "Whether the peers' commit hashes agree, over the newest 2000 blocks of the time",
      extensions: aggregate(1),
      resolve: (glance, _args, { viewer, warehouse }) => forkAlarm(warehouse, viewer, glance),
    }),
    nodeEvents: t.field({
      type: nodeEventConnectionRef,
      description: "What befell the nodes, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last event of the page before, with the same stages" }),
        stages: t.arg.stringList({ description: "Only these: fabric.node.started, fabric.node.unreachable, …" }),
      },
      extensions: { cost: { weight: 20 } },
      resolve: (glance, args, { viewer, warehouse }) =>
        nodeEventsPage(
          warehouse,
          viewer,
          glance,
          { stages: args.stages ?? undefined },
          { first: args.first ?? 20, after: args.after },
        ),
    }),
    leaderChanges: t.field({
      type: [leaderChangeRef],
      description: "Changes of leader, Raft term and BFT view by the nodes' logs, newest first; at most 200",
      extensions: aggregate(50),
      resolve: (glance, _args, { viewer, warehouse }) => leaderChanges(warehouse, viewer, glance),
    }),
    roundChanges: t.field({
      type: [roundChangeRef],
      description: "Changes of view and repeated rounds by the blocks alone, newest first; at most 200",
      extensions: aggregate(50),
      resolve: (glance, _args, { viewer, warehouse }) => roundChanges(warehouse, viewer, glance),
    }),
    networkFindings: t.field({
      type: networkFindingsRef,
      nullable: true,
      description:
        "Peers that lag and leaders that passed transactions over, over the newest 2000 blocks of the time; null for families without",
      extensions: { cost: { weight: 300, items: 1 } },
      resolve: async (glance, _args, { viewer, warehouse }) => {
        const [range] = await glanceBlocks(warehouse, viewer, glance);
        return range ? networkFindings(warehouse, viewer, range) : null;
      },
    }),
    suspicions: t.field({
      type: [findingRef],
      description: "What looks like misbehaviour and is not proved, with its evidence, newest first",
      args: { first: t.arg.int({ defaultValue: 20, description: "1 to 100" }) },
      extensions: { cost: { weight: 20 } },
      resolve: (glance, { first }, { viewer, warehouse }) =>
        suspicions(warehouse, viewer, glance, checkedFirst(first ?? 20)),
    }),
  }),
});

/** GraphQL says null for what was not given. */
function filterOf(given: { readonly [Name in keyof TraceFilter]?: TraceFilter[Name] | null | undefined }): TraceFilter {
  const { minDurationNs } = given;
  if (typeof minDurationNs === "number" && !(minDurationNs >= 0 && minDurationNs <= Number.MAX_SAFE_INTEGER)) {
    throw apiError("BAD_INPUT", `\`minDurationNs\` must be 0 to ${Number.MAX_SAFE_INTEGER}, got ${minDurationNs}.`);
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
}
