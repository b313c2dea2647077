import { decodedLog } from "../evmDecoding.ts";
import { decodedCallRef } from "./evm/refs.ts";
import { evmLogRef } from "./refs.ts";

evmLogRef.implement({
  description: "A log of a transaction's receipt",
  fields: (t) => ({
    logIndex: t.exposeInt("logIndex", { description: "Position in the block, from 0" }),
    address: t.expose("address", { type: "Hex", description: "Contract that emitted the log" }),
    topics: t.field({
      type: ["Hex"],
      description: "Topics; the first is the hash of the event's signature unless it is anonymous",
      resolve: ({ topics }) => [...topics],
    }),
    data: t.expose("data", { type: "Hex", description: "Unindexed data, cut at 64 KiB" }),
    decoded: t.field({
      type: decodedCallRef,
      nullable: true,
      description: "What it tells; null where nothing known fits",
      extensions: { cost: { weight: 2, items: 1 } },
      resolve: (log, _args, context) => decodedLog(context, log),
    }),
  }),
});
