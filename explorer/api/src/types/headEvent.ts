import { Repeater } from "graphql-yoga";
import { builder } from "../builder.ts";
import type { ApiContext } from "../context.ts";
import { apiError } from "../errors.ts";
import { createLoaders } from "../loaders.ts";
import { type HeadRef, headOf } from "../queries/heads.ts";
import { placeCursor, placeOf } from "../subscriptions/chainPlace.ts";
import { networkOf, networkToRead } from "./networkOf.ts";
import { blockRef, headEventRef, networkRef } from "./refs.ts";

headEventRef.implement({
  description: "A network has a new newest block",
  fields: (t) => ({
    network: t.field({ type: networkRef, resolve: ({ network }, _args, context) => networkOf(context, network) }),
    block: t.field({
      type: blockRef,
      description: "The newest block",
      resolve: async (head, _args, { loaders }) => {
        const block = await loaders.block.load(head);
        if (!block) throw apiError("NOT_FOUND", `Block ${head.height} was reverted meanwhile.`);
        return block;
      },
    }),
    cursor: t.string({
      description: "For `after`, when the connection was lost; `failures` and `reorganisations` take it as well",
      resolve: (head) => placeCursor(head.network, head),
    }),
  }),
});

builder.subscriptionField("headAdvanced", (t) =>
  t.field({
    type: headEventRef,
    description:
      "New newest blocks. A slow reader gets the newest one, not every one. With `after` the current head comes at once if it is another block than that event's, also when a reorg put it at the same height",
    args: {
      network: t.arg.string({ description: "All that the viewer may see when not given" }),
      after: t.arg.string({ description: "Cursor of the last event received; needs `network`" }),
    },
    subscribe: (_root, { network, after }, context) => {
      if (network) networkToRead(context, network);
      const visible = new Set(context.directory.visible(context.viewer).map(({ name }) => name));
      // Who can never be told anything holds no place among those who listen.
      if (visible.size === 0) return nothing();
      const live = context.heads.follow((name) => visible.has(name) && (!network || name === network));
      if (!after) return live;
      if (!network) throw apiError("BAD_INPUT", "`after` needs `network`: a cursor belongs to one network.");
      const known = placeOf(network, after).hash;
      return Repeater.merge([live, missed(context, network, known)]);
    },
    resolve: (head, _args, context) => {
      context.loaders = createLoaders(context.viewer, context.warehouse);
      return head;
    },
  }),
);

async function* nothing(): AsyncGenerator<HeadRef> {}

/** The current head, if its hash is not the one that the reader knows: a reorg may leave the height as it was. */
async function* missed(
  { viewer, warehouse, heads }: ApiContext,
  network: string,
  known: string,
): AsyncIterable<HeadRef> {
  await heads.ready();
  const head = await headOf(viewer, warehouse, network);
  if (head && head.hash !== known) yield head;
}
