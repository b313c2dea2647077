import { builder } from "../builder.ts";
import { search } from "../search.ts";
import { searchKindEnum } from "./enums.ts";
import { searchHitRef } from "./refs.ts";

searchHitRef.implement({
  description: "Something that the text can mean",
  fields: (t) => ({
    kind: t.expose("kind", { type: searchKindEnum }),
    network: t.exposeString("network"),
    label: t.exposeString("label", { description: "What the chain prints: hash, id, address; the name of a network" }),
    height: t.exposeInt("height", { nullable: true, description: "Of a block, or of a transaction that reached one" }),
    id: t.exposeID("id", { nullable: true, description: "Global id of the node; null for an address, which is none" }),
    exact: t.exposeBoolean("exact", { description: "The whole height, hash, id, address or name was given" }),
  }),
});

builder.queryField("search", (t) =>
  t.field({
    type: [searchHitRef],
    description:
      "Looks a text up as network name, height, block hash, transaction hash or id (Fabric: 8 digits and more), and EVM address; exact hits first, at most 20",
    args: { query: t.arg.string({ required: true }) },
    extensions: { cost: { weight: 50, items: 20 } },
    resolve: (_root, { query }, context) => search(context, query),
  }),
);
