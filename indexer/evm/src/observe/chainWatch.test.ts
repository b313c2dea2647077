import type { StageFact } from "@ledgerscope/core";
import { expect, test } from "vitest";
import { ChainWatch } from "./chainWatch.ts";
import type { ObservedHead } from "./wirePending.ts";

const id = (text: string): string => text.padStart(64, "0");
const block = (number: number, branch = "a", parentBranch = branch): ObservedHead => ({
  ...{ number, hash: id(`${branch}${number}`), parentHash: id(`${parentBranch}${number - 1}`), transactions: [] },
});
const watch = (confirmations = 2): ChainWatch => {
  const chain = new ChainWatch({ network: "dev", node: "geth1", confirmations });
  chain.begin(block(10));
  return chain;
};
const brief = ({ stage, id: height, startNs, endNs }: StageFact) => [stage, height, startNs, endNs];

test("each new head is seen once, and confirms the block so many below it from the time when that was seen", () => {
  const chain = watch();
  expect(chain.extend([block(11)], 100n).facts.map(brief)).toEqual([["evm.include", "11", 100n, 100n]]);
  // Block 10 was there before the observer: since when it has been confirmed is known, not since when it was there.
  expect(chain.extend([block(12)], 200n).facts.map(brief)).toEqual([
    ["evm.include", "12", 200n, 200n],
    ["evm.confirm", "10", undefined, 200n],
  ]);
  const { facts, reverted } = chain.extend([block(13)], 300n);
  expect(facts.map(brief)).toEqual([
    ["evm.include", "13", 300n, 300n],
    ["evm.confirm", "11", 100n, 300n],
  ]);
  expect(facts[1]?.attributes).toEqual({ "evm.block.hash": `0x${id("a11")}`, "evm.confirmations": "2" });
  expect(reverted).toEqual([]);
});

test("a reorganisation gives back the blocks that left the chain, and says how deep it was and what it replaced", () => {
  const chain = watch(0);
  for (const number of [11, 12, 13]) chain.extend([block(number)], 100n);
  const { facts, reverted } = chain.extend([block(12, "b", "a"), block(13, "b"), block(14, "b")], 200n);
  expect(reverted.map(({ hash }) => hash)).toEqual([id("a12"), id("a13")]);
  expect(facts.map(({ attributes }) => attributes)).toEqual([
    { "evm.block.hash": `0x${id("b12")}`, "evm.reorg.depth": "2", "evm.reorg.hash": `0x${id("a12")}` },
    { "evm.block.hash": `0x${id("b13")}`, "evm.reorg.hash": `0x${id("a13")}` },
    { "evm.block.hash": `0x${id("b14")}` },
  ]);
  expect([chain.holds(id("a13")), chain.holds(id("b14")), chain.head?.number]).toEqual([false, true, 14]);
});

test("a tag makes blocks safe or final that were seen coming, and says nothing of what was so before", () => {
  const chain = watch(0);
  expect(chain.tag("evm.finalize", 8, 50n)).toEqual([]);
  for (const number of [11, 12, 13]) chain.extend([block(number)], 100n + BigInt(number));
  expect(chain.tag("evm.finalize", 12, 500n).map(brief)).toEqual([
    ["evm.finalize", "11", 111n, 500n],
    ["evm.finalize", "12", 112n, 500n],
  ]);
  expect(chain.tag("evm.finalize", 12, 600n)).toEqual([]);
  // A node that calls nothing safe yet, and then does.
  expect(chain.tag("evm.safe", undefined, 600n)).toEqual([]);
  expect(chain.tag("evm.safe", 13, 700n).map(brief)).toEqual([
    ["evm.safe", "11", 111n, 700n],
    ["evm.safe", "12", 112n, 700n],
    ["evm.safe", "13", 113n, 700n],
  ]);
});
