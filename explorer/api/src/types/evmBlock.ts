import { evmBlockRef } from "./refs.ts";

evmBlockRef.implement({
  description: "What only an EVM block has",
  fields: (t) => ({
    miner: t.expose("miner", { type: "Hex", description: "Beneficiary (coinbase) address" }),
    gasUsed: t.expose("gasUsed", { type: "BigInt" }),
    gasLimit: t.expose("gasLimit", { type: "BigInt" }),
    baseFeePerGas: t.expose("baseFeePerGas", {
      type: "BigInt",
      nullable: true,
      description: "Wei per gas; null before London",
    }),
    stateRoot: t.expose("stateRoot", { type: "Hex" }),
    size: t.expose("size", { type: "BigInt", description: "Size that the node reports, in bytes" }),
  }),
});
