import { checkedFirst } from "../page.ts";
import { evmSealRef, evmWithdrawalRef } from "./evm/refs.ts";
import { evmBlockRef } from "./refs.ts";

evmBlockRef.implement({
  description: "What only an EVM block has",
  fields: (t) => ({
    miner: t.expose("miner", { type: "Hex", description: "Beneficiary (coinbase) address" }),
    gasUsed: t.expose("gasUsed", { type: "BigInt", description: "Gas used by its transactions" }),
    gasLimit: t.expose("gasLimit", { type: "BigInt", description: "Gas that they may use together" }),
    baseFeePerGas: t.expose("baseFeePerGas", {
      type: "BigInt",
      nullable: true,
      description: "Wei per gas; null before London",
    }),
    stateRoot: t.expose("stateRoot", { type: "Hex", description: "Root of the state trie after the block" }),
    extraData: t.expose("extraData", { type: "Hex", description: "Extra data of the block's producer" }),
    blobGasUsed: t.expose("blobGasUsed", {
      type: "BigInt",
      nullable: true,
      description: "Blob gas used (EIP-4844); null before Cancun",
    }),
    excessBlobGas: t.expose("excessBlobGas", {
      type: "BigInt",
      nullable: true,
      description: "Blob gas above the target so far, which sets the next block's blob fee; null before Cancun",
    }),
    withdrawalCount: t.exposeInt("withdrawalCount", {
      nullable: true,
      description: "Withdrawals in the block; null where the node does not serve the list",
    }),
    withdrawals: t.field({
      type: [evmWithdrawalRef],
      description: "Withdrawals of validators' funds (EIP-4895), in their order",
      args: { first: t.arg.int({ defaultValue: 20, description: "1 to 100" }) },
      resolve: async ({ network, height }, { first }, { loaders }) => [
        ...(await loaders.evm.withdrawals.load({ network, height: Number(height), first: checkedFirst(first ?? 20) })),
      ],
    }),
    seal: t.field({
      type: evmSealRef,
      nullable: true,
      description: "Who sealed the block of a permissioned chain; null for other chains",
      resolve: ({ network, height }, _args, { loaders }) => loaders.evm.seal.load({ network, height: Number(height) }),
    }),
    size: t.expose("size", { type: "BigInt", description: "Size that the node reports, in bytes" }),
  }),
});
