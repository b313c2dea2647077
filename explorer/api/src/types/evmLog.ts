import { evmLogRef } from "./refs.ts";

evmLogRef.implement({
  fields: (t) => ({
    logIndex: t.exposeInt("logIndex", { description: "Position in the block, from 0" }),
    address: t.expose("address", { type: "Hex", description: "Contract that emitted the log" }),
    topics: t.field({ type: ["Hex"], resolve: ({ topics }) => [...topics] }),
    data: t.expose("data", { type: "Hex", description: "Unindexed data, cut at 64 KiB" }),
  }),
});
