import { existsSync } from "node:fs";
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

/** Recordings that lie beside the checkout: other versions, other consensus, blocks fetched one by one. */
const shared = resolve(import.meta.dirname, "../../../../shared/data/fabric");
const LEDGERS = {
  "1.4.12, solo": { channel: "ch14", ledger: resolve(shared, "v1.4.12/peer.blockfile_000000") },
  "1.4.12, fetched blocks": { channel: "ch14", ledger: resolve(shared, "v1.4.12/blocks") },
  "1.4.12, two copies": {
    channel: "ch14",
    ledger: { peer: resolve(shared, "v1.4.12/peer.blockfile_000000"), fetched: resolve(shared, "v1.4.12/blocks") },
  },
};

if (!existsSync(shared)) console.warn(`skipped: other Fabric ledgers are not at ${shared}`);
else {
  for (const [name, input] of Object.entries(LEDGERS)) {
    testAdapter(`fabric ${name}`, async () => ({
      adapter: fabric,
      input: { family: "fabric", ...input },
      range: { from: 0, to: 10 },
      blocksTable: "fabric_blocks",
    }));
  }
}
