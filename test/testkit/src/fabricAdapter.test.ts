import { resolve } from "node:path";
import { fabric } from "@ledgerscope/fabric";
import { testAdapter } from "./testAdapter.ts";

testAdapter("fabric", async () => ({
  adapter: fabric,
  input: {
    family: "fabric",
    channel: "mychannel",
    ledger: resolve(import.meta.dirname, "../../fixtures/fabric-bft/peer1.blockfile_000000.xz"),
  },
  range: { from: 0, to: 10 },
  blocksTable: "fabric_blocks",
}));
