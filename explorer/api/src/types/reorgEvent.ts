import { builder } from "../builder.ts";
import type { ApiContext } from "../context.ts";
import { createLoaders } from "../loaders.ts";
import { type ChainPlace, placeCursor, placeOf } from "../subscriptions/chainPlace.ts";
import { followChain } from "../subscriptions/followChain.ts";
import { stoppable } from "../subscriptions/stoppable.ts";
import { networkOf, networkToRead } from "./networkOf.ts";
import { networkRef } from "./refs.ts";

interface ReorgEvent {
  readonly network: string;
  readonly left: ChainPlace;
  readonly fork: ChainPlace;
}

const chainPlaceRef = builder.objectRef<ChainPlace>("ChainPlace").implement({
  description: "A block by its height and hash, whether or not it is still part of the chain",
  fields: (t) => ({
    height: t.exposeInt("height"),
    hash: t.expose("hash", { type: "Hex", description: "Hash of the block" }),
  }),
});

const reorgEventRef = builder.objectRef<ReorgEvent>("ReorganisationEvent").implement({
  description: "Blocks were replaced by others",
  fields: (t) => ({
    network: t.field({ type: networkRef, resolve: ({ network }, _args, context) => networkOf(context, network) }),
    left: t.field({
      type: chainPlaceRef,
      description: "The newest block that was told of and is no longer part of the chain",
      resolve: ({ left }) => left,
    }),
    fork: t.field({
      type: chainPlaceRef,
      description: "The newest block before it that still is",
      resolve: ({ fork }) => fork,
    }),
    depth: t.int({ description: "Blocks that were replaced", resolve: ({ left, fork }) => left.height - fork.height }),
    cursor: t.string({
      description: "For `after`, when the connection was lost",
      resolve: ({ network, fork }) => placeCursor(network, fork),
    }),
  }),
});

builder.subscriptionField("reorganisations", (t) =>
  t.field({
    type: reorgEventRef,
    description:
      "Blocks of a network that are replaced by others. With `after` also whether that block was replaced meanwhile. Fabric and BFT chains have none",
    args: {
      network: t.arg.string({ required: true }),
      after: t.arg.string({
        description: "Cursor of an event of this network: of this subscription, `headAdvanced` or `failures`",
      }),
    },
    subscribe: (_root, { network, after }, context) => {
      networkToRead(context, network);
      const place = after ? placeOf(network, after) : undefined;
      return stoppable((signal) => reorgsAfter(context, network, place, signal));
    },
    resolve: (event, _args, context) => {
      context.loaders = createLoaders(context.viewer, context.warehouse);
      return event;
    },
  }),
);

async function* reorgsAfter(
  { viewer, warehouse, heads }: ApiContext,
  network: string,
  after: ChainPlace | undefined,
  signal: AbortSignal,
): AsyncGenerator<ReorgEvent, void> {
  for await (const step of followChain({ viewer, reader: warehouse, heads, network, after, signal })) {
    if (step.kind === "reorg") yield { network, left: step.left, fork: step.fork };
  }
}
