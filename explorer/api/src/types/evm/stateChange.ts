import type { EvmStateChangeRow } from "../../queries/evm/stateChanges.ts";
import { evmStateChangeRef, evmStateKindEnum } from "./refs.ts";

const numberOf = ({ kind }: EvmStateChangeRow, bytes: string): string | null =>
  kind === "code" ? null : bytes === "0x" ? "0" : BigInt(bytes).toString();

evmStateChangeRef.implement({
  description: "What a transaction changed of one account, as a node traced it; no root of a block commits to it",
  fields: (t) => ({
    hash: t.expose("txHash", { type: "Hex", description: "Hash of the transaction" }),
    height: t.int({ description: "Block number", resolve: ({ height }) => Number(height) }),
    txIndex: t.exposeInt("txIndex", { description: "Position of the transaction in the block, from 0" }),
    address: t.expose("address", { type: "Hex", description: "The account" }),
    kind: t.expose("kind", { type: evmStateKindEnum, description: "What of the account" }),
    slot: t.expose("slot", { type: "Hex", nullable: true, description: "Slot of the storage; null for other kinds" }),
    before: t.expose("before", {
      type: "Hex",
      description: "Before the transaction: 32 bytes, or code cut at 24 KiB; `0x` where there was no account",
    }),
    after: t.expose("after", { type: "Hex", description: "After the transaction, likewise" }),
    beforeNumber: t.field({
      type: "BigInt",
      nullable: true,
      description: "`before` as a number: wei of a balance; null for code",
      resolve: (change) => numberOf(change, change.before),
    }),
    afterNumber: t.field({
      type: "BigInt",
      nullable: true,
      description: "`after` likewise",
      resolve: (change) => numberOf(change, change.after),
    }),
  }),
});
