import { evmTokenMetadataRef, evmTokenTransferRef, tokenStandardEnum } from "./refs.ts";

evmTokenTransferRef.implement({
  description: "Tokens that went from one holder to another, as a log of exactly a standard's shape tells",
  fields: (t) => ({
    hash: t.expose("txHash", { type: "Hex", description: "Hash of the transaction" }),
    height: t.int({ description: "Block number", resolve: ({ height }) => Number(height) }),
    txIndex: t.exposeInt("txIndex", { description: "Position of the transaction in the block, from 0" }),
    time: t.field({ type: "DateTime", description: "Time of the block", resolve: ({ timeMs }) => Number(timeMs) }),
    logIndex: t.exposeInt("logIndex", { description: "Position of the log in the block, from 0" }),
    batchIndex: t.exposeInt("batchIndex", { description: "Position in an ERC-1155 batch, from 0" }),
    standard: t.expose("standard", { type: tokenStandardEnum, description: "Standard, by the shape of the log" }),
    token: t.expose("token", { type: "Hex", description: "Contract of the token" }),
    metadata: t.field({
      type: evmTokenMetadataRef,
      nullable: true,
      description:
        "The token's name, symbol and decimals, in its own words; null until it has moved in a final block, and where no node could be asked",
      extensions: { cost: { weight: 2, items: 1 } },
      resolve: ({ network, token }, _args, { loaders }) => loaders.evm.tokenMetadata.load({ network, address: token }),
    }),
    operator: t.expose("operator", {
      type: "Hex",
      nullable: true,
      description: "ERC-1155: who made the transfer; null for other standards",
    }),
    from: t.expose("from", { type: "Hex", description: "Holder before; the zero address: tokens were made" }),
    to: t.expose("to", { type: "Hex", description: "Holder after; the zero address: tokens were destroyed" }),
    tokenId: t.expose("tokenId", {
      type: "BigInt",
      nullable: true,
      description: "Id of the token; null for ERC-20",
    }),
    amount: t.expose("amount", {
      type: "BigInt",
      description: "In the token's smallest unit; 1 for ERC-721",
    }),
  }),
});
