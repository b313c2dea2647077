import { checkedFirst } from "../page.ts";
import { escapeInvisible } from "../printable.ts";
import { evmLogRef, evmTransactionRef } from "./refs.ts";

const MAX_LOGS = 1000;

evmTransactionRef.implement({
  description: "What only an EVM transaction has; amounts in wei",
  fields: (t) => ({
    type: t.exposeInt("type", { description: "EIP-2718 type; 0 for legacy" }),
    nonce: t.expose("nonce", { type: "BigInt" }),
    from: t.expose("from", { type: "Hex" }),
    to: t.expose("to", { type: "Hex", nullable: true, description: "Null for a contract creation" }),
    value: t.expose("value", { type: "BigInt" }),
    gasLimit: t.expose("gasLimit", { type: "BigInt" }),
    gasUsed: t.expose("gasUsed", { type: "BigInt" }),
    effectiveGasPrice: t.expose("effectiveGasPrice", { type: "BigInt", description: "Wei per gas" }),
    input: t.expose("input", { type: "Hex", description: "Call data or init code, cut at 64 KiB" }),
    inputBytes: t.int({
      description: "Length of the whole input, in bytes",
      resolve: ({ inputBytes }) => Number(inputBytes),
    }),
    selector: t.expose("selector", { type: "Hex", nullable: true, description: "First four bytes of the call data" }),
    contractAddress: t.expose("contractAddress", { type: "Hex", nullable: true, description: "Contract created" }),
    error: t.string({
      nullable: true,
      description: "The node's word for a failure; no root commits to it",
      resolve: ({ error }) => error && escapeInvisible(error),
    }),
    revertData: t.expose("revertData", {
      type: "Hex",
      nullable: true,
      description: "What the reverting frame returned; no root commits to it",
    }),
    logCount: t.exposeInt("logCount"),
    logs: t.field({
      type: [evmLogRef],
      args: { first: t.arg.int({ defaultValue: 100, description: `1 to ${MAX_LOGS}` }) },
      resolve: async ({ network, height, txIndex }, { first }, { loaders }) => [
        ...(await loaders.evmLogs.load({
          network,
          height: Number(height),
          txIndex,
          first: checkedFirst(first ?? 100, MAX_LOGS),
        })),
      ],
    }),
  }),
});
