import type { RangeSet } from "@ledgerscope/core";
import { builder } from "../builder.ts";
import { apiError } from "../errors.ts";
import { formatNodeKey, parseNodeKey } from "../globalId.ts";
import { readPage } from "../page.ts";
import { type BlockRow, blocksByHash, blocksPage, orphanedBlocks } from "../queries/blocks.ts";
import { heightsWithin } from "../queries/storedHeights.ts";
import { blockTransactionsPage, orphanedTransactionsPage } from "../queries/transactions.ts";
import { timeSourceEnum } from "./enums.ts";
import { networkOf, networkToRead } from "./networkOf.ts";
import { blockWhereInput } from "./ranges.ts";
import {
  blockConnectionRef,
  blockRef,
  checkCountRef,
  evmBlockRef,
  fabricBlockRef,
  networkRef,
  transactionConnectionRef,
} from "./refs.ts";

/** The height and the hash: after a reorg the id of the block that was replaced finds nothing. */
const keyOf = ({ height, hash }: BlockRow): string => `${height}:${hash}`;

builder.node(blockRef, {
  description: "A block of any family; what only one family has is in `fabric` or `evm`",
  id: { resolve: (block) => formatNodeKey({ ...block, key: keyOf(block) }) },
  loadOne: async (id, { loaders }) => {
    const { network, channel, key } = parseNodeKey(id);
    const height = Number(key.split(":")[0]);
    if (!Number.isSafeInteger(height) || height < 0) return null;
    const block = await loaders.block.load({ network, height });
    return block && keyOf(block) === key && block.channel === channel ? block : null;
  },
  fields: (t) => ({
    network: t.field({ type: networkRef, resolve: ({ network }, _args, context) => networkOf(context, network) }),
    height: t.exposeInt("height"),
    hash: t.expose("hash", { type: "Hex" }),
    parentHash: t.field({
      type: "Hex",
      nullable: true,
      description: "Hash of the block before; null for the first block of a Fabric channel",
      resolve: ({ parentHash }) => parentHash || null,
    }),
    time: t.field({
      type: "DateTime",
      nullable: true,
      description: "Null where neither the header nor its transactions state one",
      resolve: ({ timeMs }) => timeMs || null,
    }),
    timeSource: t.expose("timeSource", { type: timeSourceEnum }),
    txCount: t.exposeInt("txCount"),
    final: t.boolean({
      description: "False while the block can still be reverted, and for one that was",
      resolve: async (block, _args, { loaders }) => !block.orphaned && !(await loaders.inHeadZone.load(block)),
    }),
    orphaned: t.exposeBoolean("orphaned", {
      description: "It was replaced by another block of its height; found by its hash alone",
    }),
    siblings: t.field({
      type: [blockRef],
      description:
        "Other blocks of this height that were seen: those that a reorganisation replaced, or that replaced it",
      resolve: async (block, _args, { loaders }) => {
        if (block.family !== "evm") return [];
        const [canonical, orphans] = await Promise.all([
          block.orphaned ? loaders.block.load(block) : undefined,
          loaders.orphans.load(block),
        ]);
        return [...(canonical ? [canonical] : []), ...orphans].filter(({ hash }) => hash !== block.hash);
      },
    }),
    followsPrevious: t.boolean({
      nullable: true,
      description:
        "Whether `parentHash` is the hash of the stored block before; null where that block is not stored, or there is none",
      resolve: async (block, _args, { loaders }) => {
        const before = block.height > 0 ? await loaders.block.load({ ...block, height: block.height - 1 }) : undefined;
        return before ? before.hash === block.parentHash : null;
      },
    }),
    followedByNext: t.boolean({
      nullable: true,
      description: "Whether the stored block after it names its hash; null where that block is not stored",
      resolve: async (block, _args, { loaders }) => {
        const after = await loaders.block.load({ ...block, height: block.height + 1 });
        return after ? after.parentHash === block.hash : null;
      },
    }),
    failedCount: t.int({
      description: "Transactions that failed; 0 for a block that was replaced",
      resolve: async (block, _args, { loaders }) => (block.orphaned ? 0 : await loaders.failedCount.load(block)),
    }),
    checks: t.field({
      type: [checkCountRef],
      description: "Checks made when the block was stored, counted over the range of blocks that it came with",
      resolve: async (block, _args, { loaders }) => [...(await loaders.checks.load(block))],
    }),
    transactions: t.field({
      type: transactionConnectionRef,
      description: "Transactions in the order of the block",
      args: { first: t.arg.int({ defaultValue: 20 }), after: t.arg.string() },
      resolve: ({ network, height, hash, orphaned }, { first, after }, { viewer, warehouse }) =>
        readPage(
          `block-transactions:${network}:${height}${orphaned ? `:${hash}` : ""}`,
          { first: first ?? 20, after },
          (slice) =>
            orphaned
              ? orphanedTransactionsPage(viewer, warehouse, { network, height, hash }, slice)
              : blockTransactionsPage(viewer, warehouse, { network, height }, slice),
          1,
          ({ txIndex }) => [txIndex],
        ),
    }),
    previous: t.int({
      nullable: true,
      description: "Height of the nearest stored block below",
      resolve: async ({ network, height }, _args, { loaders }) => {
        const before = height > 0 ? await loaders.block.load({ network, height: height - 1 }) : undefined;
        return before?.height ?? nearestBelow(await loaders.stored.load(network), height);
      },
    }),
    next: t.int({
      nullable: true,
      description: "Height of the nearest stored block above",
      resolve: async ({ network, height }, _args, { loaders }) =>
        (await loaders.block.load({ network, height: height + 1 }))?.height ??
        nearestAbove(await loaders.stored.load(network), height),
    }),
    fabric: t.field({
      type: fabricBlockRef,
      nullable: true,
      description: "What only a Fabric block has; null for other families",
      resolve: (block, _args, { loaders }) => (block.family === "fabric" ? loaders.fabricBlock.load(block) : null),
    }),
    evm: t.field({
      type: evmBlockRef,
      nullable: true,
      description: "What only an EVM block has; null for other families, and for blocks that were replaced",
      resolve: (block, _args, { loaders }) =>
        block.family === "evm" && !block.orphaned ? loaders.evmBlock.load(block) : null,
    }),
  }),
});

function nearestBelow(stored: RangeSet, height: number): number | null {
  const range = stored.findLast(({ from }) => from < height);
  return range ? Math.min(range.to, height) - 1 : null;
}

function nearestAbove(stored: RangeSet, height: number): number | null {
  const range = stored.find(({ to }) => to > height + 1);
  return range ? Math.max(range.from, height + 1) : null;
}

builder.queryFields((t) => ({
  block: t.field({
    type: blockRef,
    nullable: true,
    description:
      "One block by height, or by hash: then also one that a reorganisation replaced. Null when it is not stored",
    args: {
      network: t.arg.string({ required: true }),
      height: t.arg.int(),
      hash: t.arg.string({ description: "Hex, with or without 0x" }),
    },
    resolve: async (_root, { network, height, hash }, { viewer, warehouse, loaders }) => {
      if ((height ?? undefined) !== undefined && !hash) {
        return (height as number) < 0 ? null : loaders.wholeBlock.load({ network, height: height as number });
      }
      const digits = hash?.toLowerCase().replace(/^0x/, "");
      if (!digits || (height ?? undefined) !== undefined) {
        throw apiError("BAD_INPUT", "Give either `height` or `hash`.");
      }
      if (!/^[0-9a-f]{64}$/.test(digits)) throw apiError("BAD_INPUT", "`hash` must be 64 hex digits.");
      const found = (await blocksByHash(viewer, warehouse, digits)).find((block) => block.network === network);
      if (found) return loaders.wholeBlock.load(found);
      return (await orphanedBlocks(viewer, warehouse, network, { hash: digits }))[0];
    },
  }),
  blocks: t.field({
    type: blockConnectionRef,
    description: "Blocks of a network, newest first",
    args: {
      network: t.arg.string({ required: true }),
      where: t.arg({ type: blockWhereInput }),
      first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
      after: t.arg.string({ description: "Cursor of the last row of the page before" }),
    },
    resolve: async (_root, { network, where, first, after }, context) => {
      networkToRead(context, network);
      const { viewer, warehouse } = context;
      const heights = await heightsWithin(viewer, warehouse, network, where ?? {});
      return readPage(
        `blocks:${network}`,
        { first: first ?? 20, after },
        (slice) => blocksPage(viewer, warehouse, network, heights, slice),
        1,
        ({ height }) => [height],
      );
    },
  }),
}));
