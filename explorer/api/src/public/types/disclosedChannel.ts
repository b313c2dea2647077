import { readPage } from "../../page.ts";
import { builder } from "../builder.ts";
import { disclosedBlocksPage } from "../queries/disclosedBlocks.ts";
import { disclosedChannels, outcomes } from "../queries/disclosedChannels.ts";
import { blockConnectionRef, blockRef, channelRef, outcomeRef } from "./refs.ts";

channelRef.implement({
  description: "A channel of which something is published; what is withheld is counted",
  fields: (t) => ({
    network: t.exposeString("network"),
    channel: t.exposeString("channel"),
    latest: t.field({
      type: blockRef,
      nullable: true,
      description: "Newest block",
      resolve: ({ network, channel, latestHeight }, _args, { loaders }) =>
        loaders.block.load({ network, channel, height: Number(latestHeight) }),
    }),
    blockCount: t.expose("blockCount", { type: "BigInt", description: "Blocks of which something is published" }),
    transactionCount: t.expose("transactionCount", {
      type: "BigInt",
      description: "All transactions of the blocks: published and withheld",
    }),
    publishedCount: t.expose("publishedCount", { type: "BigInt", description: "Transactions that are published" }),
    withheldCount: t.expose("withheldCount", { type: "BigInt", description: "Transactions that are withheld" }),
    outcomes: t.field({
      type: [outcomeRef],
      description: "Published transactions by validation code, most frequent first",
      extensions: { cost: { weight: 20, items: 20 } },
      resolve: ({ network, channel }, _args, { viewer, reader }) => outcomes(viewer, reader, network, channel),
    }),
    blocks: t.field({
      type: blockConnectionRef,
      description: "Newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      },
      resolve: ({ network, channel }, { first, after }, { viewer, reader }) =>
        readPage(
          `disclosed-blocks:${network}:${channel}`,
          { first: first ?? 20, after },
          (slice) => disclosedBlocksPage(viewer, reader, network, channel, slice),
          1,
          ({ height }) => [height],
        ),
    }),
  }),
});

builder.queryFields((t) => ({
  channels: t.field({
    type: [channelRef],
    description: "Every channel that the policy publishes",
    resolve: (_root, _args, { viewer, reader }) => disclosedChannels(viewer, reader),
  }),
  channel: t.field({
    type: channelRef,
    nullable: true,
    description: "One channel; null when the policy publishes nothing of it",
    args: { network: t.arg.string({ required: true }), channel: t.arg.string({ required: true }) },
    resolve: async (_root, { network, channel }, { viewer, reader }) =>
      (await disclosedChannels(viewer, reader, { network, channel }))[0],
  }),
}));
