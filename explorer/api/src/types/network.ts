import { glanceSpan } from "@ledgerscope/tracer-store";
import { builder } from "../builder.ts";
import { apiError } from "../errors.ts";
import { formatNodeKey, parseNodeKey } from "../globalId.ts";
import { networkActivity, networkFailures, recordedSpan } from "../queries/networkFigures.ts";
import {
  activityBucketRef,
  blockRef,
  checkCountRef,
  failureCountRef,
  glanceRef,
  networkRef,
  storedRangeRef,
} from "./refs.ts";

const LIVE_WINDOW_MS = 3_600_000;
const MAX_BUCKETS = 200;
const MAX_REASONS = 50;
/** A field whose answer reads many rows. */
const aggregate = { cost: { weight: 20 } };

builder.node(networkRef, {
  description: "One configured chain; for Fabric with its channel",
  id: {
    resolve: ({ name, channel }) => formatNodeKey({ network: name, channel: channel ?? "", key: name }),
  },
  loadOne: (id, { directory, viewer }) => directory.find(viewer, parseNodeKey(id).network),
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name in the configuration" }),
    family: t.exposeString("family", { description: "Kind of chain: evm, fabric" }),
    channel: t.string({
      nullable: true,
      description: "Fabric channel; null for families without",
      resolve: ({ channel }) => channel || null,
    }),
    recorded: t.exposeBoolean("recorded", { description: "A ledger recorded earlier: it does not grow" }),
    replayed: t.exposeBoolean("replayed", {
      description: "A recording that is replayed: it grows at the pace of the recording, at the recording's times",
    }),
    head: t.field({
      type: blockRef,
      nullable: true,
      description: "Newest block",
      resolve: ({ name }, _args, { loaders }) => loaders.head.load(name),
    }),
    headAgeSeconds: t.float({
      nullable: true,
      description: "Seconds since the newest block's time; null for recorded networks, replayed ones included",
      resolve: async ({ name, recorded, replayed }, _args, { loaders }) => {
        const block = recorded || replayed ? undefined : await loaders.head.load(name);
        return block ? Math.max(0, (Date.now() - block.timeMs) / 1000) : null;
      },
    }),
    blockCount: t.field({
      type: "BigInt",
      description: "Blocks stored",
      extensions: aggregate,
      resolve: async ({ name }, _args, { loaders }) => (await loaders.counts.load(name)).blocks,
    }),
    transactionCount: t.field({
      type: "BigInt",
      description: "Transactions stored",
      extensions: aggregate,
      resolve: async ({ name }, _args, { loaders }) => (await loaders.counts.load(name)).transactions,
    }),
    failedCount: t.field({
      type: "BigInt",
      description: "Of these, how many failed",
      extensions: aggregate,
      resolve: async ({ name }, _args, { loaders }) => (await loaders.counts.load(name)).failed,
    }),
    neverInBlockCount: t.field({
      type: "BigInt",
      description:
        "Transactions that failed before they reached a block, by the nodes' logs; `failedCount` has none of them",
      extensions: aggregate,
      resolve: ({ name }, _args, { loaders }) => loaders.neverInBlock.load(name),
    }),
    activity: t.field({
      type: [activityBucketRef],
      description:
        "Transactions over time, in buckets of equal length: over the whole span of a recorded or replayed network, over the last hour of a live one. Empty while nothing is stored",
      args: { buckets: t.arg.int({ defaultValue: 48, description: `1 to ${MAX_BUCKETS}` }) },
      extensions: { cost: { weight: 50, itemsArgument: "buckets" } },
      resolve: async ({ name, recorded, replayed }, args, { viewer, warehouse }) => {
        const buckets = args.buckets ?? 48;
        if (buckets < 1 || buckets > MAX_BUCKETS) {
          throw apiError("BAD_INPUT", `\`buckets\` must be 1 to ${MAX_BUCKETS}, got ${buckets}.`);
        }
        const now = Date.now();
        const span =
          recorded || replayed
            ? await recordedSpan(viewer, warehouse, name)
            : { fromMs: now - LIVE_WINDOW_MS, toMs: now };
        return span ? networkActivity(viewer, warehouse, name, span, buckets) : [];
      },
    }),
    failures: t.field({
      type: [failureCountRef],
      description: `Failed transactions by the chain's own reason, most frequent first; at most ${MAX_REASONS}`,
      extensions: { cost: { weight: 20, items: MAX_REASONS } },
      resolve: ({ name }, _args, { viewer, warehouse }) => networkFailures(viewer, warehouse, name, MAX_REASONS),
    }),
    stored: t.field({
      type: [storedRangeRef],
      description: "Heights stored; what lies between two ranges is missing",
      extensions: aggregate,
      resolve: async ({ name }, _args, { loaders }) => [...(await loaders.stored.load(name))],
    }),
    checks: t.field({
      type: [checkCountRef],
      description: "Checks made when the blocks were stored",
      extensions: aggregate,
      resolve: async ({ name }, _args, { loaders }) => [...(await loaders.networkChecks.load(name))],
    }),
    glance: t.field({
      type: glanceRef,
      nullable: true,
      description:
        "How the network does over some time: by default the whole span of a recorded or replayed network, the last hour of a live one. Null while nothing is stored",
      args: {
        from: t.arg({ type: "DateTime", description: "First moment" }),
        to: t.arg({ type: "DateTime", description: "First moment that is not part of it" }),
      },
      extensions: { cost: { weight: 20, items: 1 } },
      resolve: async ({ name, recorded, replayed }, args, { viewer, warehouse }) => {
        const whole = await glanceSpan(warehouse, viewer, name);
        if (!whole) return null;
        const now = Date.now();
        const usual = recorded || replayed ? whole : { fromMs: now - LIVE_WINDOW_MS, toMs: now };
        const [fromMs, toMs] = [args.from ?? usual.fromMs, args.to ?? usual.toMs];
        if (fromMs >= toMs) throw apiError("BAD_INPUT", "`from` must lie before `to`.");
        return { network: name, fromMs, toMs };
      },
    }),
  }),
});

builder.queryFields((t) => ({
  networks: t.field({
    type: [networkRef],
    description: "Networks that the viewer may see, in the order of the configuration",
    resolve: (_root, _args, { directory, viewer }) => directory.visible(viewer),
  }),
  network: t.field({
    type: networkRef,
    nullable: true,
    description: "One network; null when there is none of that name or the viewer may not see it",
    args: { name: t.arg.string({ required: true }) },
    resolve: (_root, { name }, { directory, viewer }) => directory.find(viewer, name),
  }),
}));
