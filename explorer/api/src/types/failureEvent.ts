import { builder } from "../builder.ts";
import type { ApiContext } from "../context.ts";
import { createLoaders } from "../loaders.ts";
import { blocksAt } from "../queries/blocks.ts";
import { failedTransactionsIn } from "../queries/chainEvents.ts";
import { headOf } from "../queries/heads.ts";
import type { TransactionRow } from "../queries/transactions.ts";
import { type ChainPlace, placeCursor, placeOf } from "../subscriptions/chainPlace.ts";
import { type ChainStep, followChain } from "../subscriptions/followChain.ts";
import { stoppable } from "../subscriptions/stoppable.ts";
import { networkToRead } from "./networkOf.ts";
import { transactionRef } from "./refs.ts";

interface FailureEvent {
  readonly transaction: TransactionRow;
  readonly place: ChainPlace;
}

type BlocksStep = Extract<ChainStep, { kind: "blocks" }>;

const PAGE = 100;

const failureEventRef = builder.objectRef<FailureEvent>("FailureEvent").implement({
  description: "A transaction has come into a block without effect",
  fields: (t) => ({
    transaction: t.field({
      type: transactionRef,
      description: "The transaction; why it failed is its `diagnosis`",
      resolve: ({ transaction }) => transaction,
    }),
    cursor: t.string({
      description: "For `after`, when the connection was lost",
      resolve: ({ transaction, place }) => placeCursor(transaction.network, place),
    }),
  }),
});

builder.subscriptionField("failures", (t) =>
  t.field({
    type: failureEventRef,
    description:
      "Transactions that fail in blocks of a network, in the order of the chain, each once in each block that it is in: with `after` from there on without a gap, otherwise from now on. After a reorganisation the blocks that replaced others are told of",
    args: {
      network: t.arg.string({ required: true }),
      after: t.arg.string({
        description: "Cursor of the last event received, of this subscription or of `headAdvanced`",
      }),
    },
    subscribe: (_root, { network, after }, context) => {
      networkToRead(context, network);
      const place = after ? placeOf(network, after) : undefined;
      return stoppable((signal) => failuresAfter(context, network, place, signal));
    },
    resolve: (event, _args, context) => {
      context.loaders = createLoaders(context.viewer, context.warehouse);
      return event;
    },
  }),
);

async function* failuresAfter(
  { viewer, warehouse, heads }: ApiContext,
  network: string,
  after: ChainPlace | undefined,
  signal: AbortSignal,
): AsyncGenerator<FailureEvent, void> {
  /** Everything up to here has been told. */
  let told = after ?? (await headOf(viewer, warehouse, network));
  while (!signal.aborted) {
    for await (const step of followChain({ viewer, reader: warehouse, heads, network, after: told, signal })) {
      if (step.kind === "reorg") {
        told = step.fork;
        continue;
      }
      let isWhole = true;
      for await (const event of failuresOf(step)) {
        if (event) {
          yield event;
          told = event.place;
        } else isWhole = false;
      }
      // The chain turned aside meanwhile: from what was told on, it is looked at anew.
      if (!isWhole) break;
      told = step.last;
    }
  }

  /** The failures of these blocks; undefined once the blocks are not those of the step any more. */
  async function* failuresOf({ heights, afterIndex, last }: BlocksStep): AsyncGenerator<FailureEvent | undefined> {
    let position = { height: heights.from, txIndex: afterIndex };
    for (;;) {
      const failed = await failedTransactionsIn(viewer, warehouse, network, position, heights.to, PAGE);
      if (failed.length === 0) return;
      const places = [...new Set([...failed.map(({ height }) => height), last.height])];
      const hashOf = new Map(
        (await blocksAt(viewer, warehouse, network, places)).map(({ height, hash }) => [height, hash]),
      );
      if (hashOf.get(last.height) !== last.hash) return yield undefined;
      for (const transaction of failed) {
        const { height, txIndex } = transaction;
        yield { transaction, place: { height, hash: hashOf.get(height) as string, txIndex } };
        position = { height, txIndex };
      }
      if (failed.length < PAGE) return;
    }
  }
}
