import { apiError } from "../../errors.ts";
import { checkedFirst } from "../../page.ts";
import { builder } from "../builder.ts";
import { bundleText } from "../queries/bundle.ts";
import { disclosedTransactions } from "../queries/disclosedTransactions.ts";
import { timeSourceEnum } from "./enums.ts";
import { blockRef, transactionRef, withholdingRef } from "./refs.ts";

const MAX_TRANSACTIONS = 1000;
const MAX_BUNDLE_BLOCKS = 50;

blockRef.implement({
  description: "A block; hashes and time are null where the policy withholds them",
  fields: (t) => ({
    network: t.exposeString("network"),
    channel: t.exposeString("channel"),
    height: t.exposeInt("height"),
    hash: t.field({
      type: "Hex",
      nullable: true,
      description: "Hash of the header",
      resolve: ({ hash }) => hash || null,
    }),
    previousHash: t.field({
      type: "Hex",
      nullable: true,
      description: "Null for block 0",
      resolve: ({ previousHash }) => previousHash || null,
    }),
    dataHash: t.field({
      type: "Hex",
      nullable: true,
      description: "Hash over its transactions, as the header states it",
      resolve: ({ dataHash }) => dataHash || null,
    }),
    time: t.field({ type: "DateTime", nullable: true, resolve: ({ timeMs }) => timeMs }),
    timeSource: t.field({
      type: timeSourceEnum,
      nullable: true,
      resolve: ({ timeSource }) => (timeSource === "withheld" ? null : (timeSource as "transactions")),
    }),
    txCount: t.exposeInt("txCount", { description: "publishedCount + withheldCount" }),
    publishedCount: t.exposeInt("publishedCount", { description: "Transactions that are published" }),
    withheldCount: t.exposeInt("withheldCount", { description: "Transactions that are withheld" }),
    withholdings: t.field({
      type: [withholdingRef],
      description: "Why transactions are withheld, and how many",
      resolve: async (block, _args, { loaders }) => [...(await loaders.withholdings.load(block))],
    }),
    transactions: t.field({
      type: [transactionRef],
      description: "Published transactions in the order of the block",
      args: {
        first: t.arg.int({ defaultValue: 500, description: `1 to ${MAX_TRANSACTIONS}` }),
        afterIndex: t.arg.int({ description: "txIndex of the last row received" }),
      },
      extensions: { cost: { weight: 10 } },
      resolve: (block, { first, afterIndex }, { viewer, reader }) =>
        disclosedTransactions(viewer, reader, block, {
          first: checkedFirst(first ?? 500, MAX_TRANSACTIONS),
          afterIndex: afterIndex ?? -1,
        }),
    }),
    provable: t.boolean({
      description: "The whole block is published: a bundle with it can be verified",
      resolve: (block, _args, { loaders }) => loaders.provable.load(block),
    }),
    previous: t.int({
      nullable: true,
      description: "Height of the block before, if it is here",
      resolve: (block, _args, { loaders }) =>
        block.height === 0 ? null : neighbour(loaders.block.load({ ...block, height: block.height - 1 })),
    }),
    next: t.int({
      nullable: true,
      description: "Height of the next block, if it is here",
      resolve: (block, _args, { loaders }) => neighbour(loaders.block.load({ ...block, height: block.height + 1 })),
    }),
  }),
});

const neighbour = async (block: Promise<{ height: number } | undefined>): Promise<number | null> =>
  (await block)?.height ?? null;

builder.queryFields((t) => {
  const network = t.arg.string({ required: true });
  const channel = t.arg.string({ required: true });
  return {
    block: t.field({
      type: blockRef,
      nullable: true,
      description: "One block; null when the policy does not publish it",
      args: { network, channel, height: t.arg.int({ required: true }) },
      resolve: (_root, args, { loaders }) => (args.height < 0 ? null : loaders.block.load(args)),
    }),
    bundle: t.string({
      nullable: true,
      description: `Proof bundle (ledgerscope/fabric-bundle/v1) as JSON text for from <= height < to, at most ${MAX_BUNDLE_BLOCKS} blocks; null when one of them is not published whole`,
      args: {
        ...{ network, channel },
        from: t.arg.int({ required: true, description: "First height" }),
        to: t.arg.int({ required: true, description: "First height above" }),
      },
      extensions: { cost: { weight: 500 } },
      resolve: (_root, args, { viewer, reader }) => {
        const blocks = args.to - args.from;
        if (args.from < 0 || blocks < 1 || blocks > MAX_BUNDLE_BLOCKS) {
          throw apiError("BAD_INPUT", `A bundle takes 1 to ${MAX_BUNDLE_BLOCKS} blocks, from <= height < to.`);
        }
        return bundleText(viewer, reader, args);
      },
    }),
  };
});
