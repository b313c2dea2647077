import { evmTokenMetadataRef } from "./refs.ts";

evmTokenMetadataRef.implement({
  description:
    "What a token calls itself, as its contract answered a node: claims of whoever wrote the contract, which may be those of another token",
  fields: (t) => ({
    name: t.exposeString("name", { nullable: true, description: "At most 256 bytes; null: it has none" }),
    symbol: t.exposeString("symbol", { nullable: true, description: "At most 64 bytes; null: it has none" }),
    decimals: t.exposeInt("decimals", {
      nullable: true,
      description: "One whole is 10 to this power of the smallest unit; null: it does not say",
    }),
    askedAt: t.field({
      type: "DateTime",
      description: "When it was asked: once it had moved in a final block",
      resolve: ({ askedAtMs }) => Number(askedAtMs),
    }),
  }),
});
