import { builder } from "../builder.ts";
import { apiError } from "../errors.ts";
import { search } from "../search.ts";
import { searchKindEnum } from "./enums.ts";
import { searchHitRef } from "./refs.ts";

searchHitRef.implement({
  description: "Something that a text names",
  fields: (t) => ({
    kind: t.expose("kind", { type: searchKindEnum, description: "What it is" }),
    network: t.exposeString("network", { description: "Where it was found" }),
    label: t.exposeString("label", {
      description: "What it is called, with invisible characters escaped: hash, id, address, name, key",
    }),
    detail: t.exposeString("detail", {
      description: "What tells it from others of that name: namespace, organisation and role, version; may be empty",
    }),
    height: t.exposeInt("height", { nullable: true, description: "Of a block, or of a transaction that reached one" }),
    id: t.exposeID("id", { nullable: true, description: "Global id of the node; null for what is none" }),
    exact: t.exposeBoolean("exact", { description: "The whole height, hash, id, address or name was given" }),
    namespace: t.exposeString("namespace", {
      nullable: true,
      description: "Chaincode of a key or of a method, contract of a token",
    }),
    keyHex: t.exposeString("keyHex", { nullable: true, description: "The bytes of a key in hex" }),
    certSha256: t.exposeString("certSha256", {
      nullable: true,
      description: "SHA-256 of an identity's certificate, hex",
    }),
  }),
});

const MAX_HITS = 50;

builder.queryField("search", (t) =>
  t.field({
    type: [searchHitRef],
    description:
      "Looks a text up as everything that it can name: network, height, hash or id (Fabric: 8 digits and more), EVM address and selector, token, organisation, certificate, chaincode, function, key of the world state; exact hits first",
    args: {
      query: t.arg.string({ required: true, description: "At most 200 characters" }),
      network: t.arg.string({ description: "Its hits come before others" }),
      first: t.arg.int({ defaultValue: 20, description: `1 to ${MAX_HITS}` }),
    },
    extensions: { cost: { weight: 50, itemsArgument: "first" } },
    resolve: (_root, { query, network, first }, context) => {
      const limit = first ?? 20;
      if (limit < 1 || limit > MAX_HITS)
        throw apiError("BAD_INPUT", `\`first\` must be 1 to ${MAX_HITS}, got ${limit}.`);
      return search(context, query, { network: network ?? undefined, first: limit });
    },
  }),
);
