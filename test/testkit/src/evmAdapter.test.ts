import { evm } from "@ledgerscope/evm";
import { describe } from "vitest";
import { mainnetBlocks } from "./recordedBlocks.ts";
import { replayRpc } from "./replayRpc.ts";
import { testAdapter } from "./testAdapter.ts";

const blocks = (await mainnetBlocks())?.slice(0, 6);

describe.skipIf(!blocks)("over recorded blocks", () => {
  testAdapter("evm", async () => {
    const recorded = blocks ?? [];
    const node = await replayRpc(recorded);
    const from = Number(recorded[0]?.block.number);
    return {
      adapter: evm,
      input: { family: "evm", rpc: [node.url] },
      range: { from, to: from + recorded.length },
      blocksTable: "evm_blocks",
      close: () => node.close(),
    };
  });
});
