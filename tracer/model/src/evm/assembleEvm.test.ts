import type { Stage, StageFact } from "@ledgerscope/core";
import { expect, test } from "vitest";
import { assemble } from "../assemble.ts";
import type { TraceInput, TxTrace } from "../trace.ts";
import { type EvmCall, failingCalls, originOf } from "./evmCall.ts";
import type { EvmConsensus, EvmEvidence } from "./evmEvidence.ts";

const ID = "ab".repeat(32);
const T0 = 1_700_000_000_000_000_000n;
const BLOCK = `0x${"0b".repeat(32)}`;
const OTHER = `0x${"0c".repeat(32)}`;
const ms = (count: number): bigint => T0 + BigInt(count) * 1_000_000n;

function fact(
  stage: Stage,
  node: string,
  times: Pick<StageFact, "startNs" | "endNs">,
  attributes: StageFact["attributes"] = {},
  attempt = 0,
): StageFact {
  const subject = stage === "evm.mempool" || stage === "evm.replace" ? "tx" : "block";
  return {
    ...{ network: "dev", channel: "", subject, id: subject === "tx" ? ID : "5", stage, node, remote: "", attempt },
    ...{ evidence: "observed", source: `rpc:${node}`, attributes },
    ...times,
  };
}

const call = (address: readonly number[], rest: Partial<EvmCall> = {}): EvmCall => ({
  ...{ address, subcalls: 0, type: "call", from: "0x01", to: `0x0${address.length}`, value: 0n, gas: 9n, gasUsed: 5n },
  ...{ selector: "", error: "", output: "0x" },
  ...rest,
});

const evidence: EvmEvidence = { blockHash: BLOCK, calls: [], callCount: 0, orphans: [] };
const input: TraceInput = {
  ...{ network: "dev", channel: "", family: "evm", id: `0x${ID}`, observers: [], evm: evidence },
  ledger: {
    ...{ height: 5, txIndex: 1, status: "success", timeNs: T0, final: true, endorsers: [] },
    attributes: { "evm.from": "0x01", "evm.gas_used": "50000" },
  },
  facts: [],
};
const find = ({ spans }: TxTrace, name: Stage, node: string) =>
  spans.find((span) => span.name === name && span.node === node);

const facts = [
  fact("evm.mempool", "geth1", { startNs: ms(-900) }, { "evm.from": "0x01", "evm.pool": "pending" }),
  fact("evm.mempool", "geth1", { endNs: ms(300) }, { "evm.outcome": "included", "evm.block.hash": OTHER }),
  fact("evm.mempool", "geth1", { startNs: ms(400) }, { "evm.reorg.hash": OTHER }, 1),
  fact("evm.mempool", "geth1", { endNs: ms(700) }, { "evm.outcome": "included", "evm.block.hash": BLOCK }, 1),
  fact("evm.mempool", "geth2", { startNs: ms(-850) }, { "evm.from": "0x01", "evm.pool": "pending" }),
  fact("evm.mempool", "geth2", { endNs: ms(650) }, { "evm.outcome": "included", "evm.block.hash": BLOCK }),
  fact("evm.include", "geth1", { startNs: ms(300), endNs: ms(300) }, { "evm.block.hash": OTHER }),
  fact(
    "evm.include",
    "geth1",
    { startNs: ms(700), endNs: ms(700) },
    { "evm.block.hash": BLOCK, "evm.reorg.depth": "1" },
  ),
  fact("evm.confirm", "geth1", { startNs: ms(700), endNs: ms(9_000) }, { "evm.block.hash": BLOCK }),
  fact("evm.finalize", "geth1", { startNs: ms(700), endNs: ms(90_000) }, { "evm.block.hash": BLOCK }),
];

test("each observer's stay in the pool ends with its own sight of the block; a reorganisation is a second attempt", () => {
  const trace = assemble({ ...input, facts });
  const stays = trace.spans.filter(({ name }) => name === "evm.mempool");
  expect(stays.map(({ node, startNs, endNs, status }) => [node, startNs, endNs, status])).toEqual([
    ["geth1", ms(-900), ms(300), "ok"],
    ["geth2", ms(-850), ms(650), "ok"],
    ["geth1", ms(400), ms(700), "ok"],
  ]);
  expect(new Set(trace.spans.map(({ spanId }) => spanId)).size).toBe(trace.spans.length);
  expect([trace.startNs, trace.endNs]).toEqual([ms(-900), ms(90_000)]);
  expect(trace.gaps.map(({ stage }) => stage)).toEqual(["evm.submit", "evm.execute"]);
});

test("of several blocks with one height only what is said of its own counts", () => {
  const trace = assemble({ ...input, facts });
  expect(find(trace, "evm.include", "geth1")).toMatchObject({ startNs: ms(700), endNs: ms(700) });
  const orphan = { height: 5, blockHash: OTHER, txIndex: 0, timeNs: ms(-100) };
  const reverted = assemble({ ...input, facts, evm: { ...evidence, orphans: [orphan] } });
  const attempts = reverted.spans.filter(({ name, node }) => name === "evm.include" && node === "");
  expect(attempts.map(({ startNs, status }) => [startNs, status])).toEqual([
    [ms(-100), "error"],
    [T0, "ok"],
  ]);
});

test("any order and repetition of the facts gives the same trace", () => {
  const trace = assemble({ ...input, facts });
  let seed = 7;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  for (let round = 0; round < 200; round++) {
    const repeated = facts.flatMap((one) => Array.from({ length: 1 + Math.floor(random() * 3) }, () => one));
    const shuffled = repeated
      .map((one) => ({ one, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
    expect(assemble({ ...input, facts: shuffled })).toEqual(trace);
  }
});

test("calls hang on the calls that made them, with their gas and without a duration; where it failed is marked", () => {
  const calls = [
    call([], { subcalls: 2, error: "execution reverted", output: "0x01" }),
    call([0]),
    call([1], { subcalls: 1, error: "execution reverted", output: "0x01", to: "0xa1" }),
    call([1, 0], { error: "execution reverted", output: "0x01", to: "0xa1", gasUsed: 3n }),
  ];
  const trace = assemble({ ...input, evm: { ...evidence, calls, callCount: 4 } });
  const executed = trace.spans.filter(({ name }) => name === "evm.execute");
  expect(executed.map(({ attributes }) => attributes["evm.call.path"])).toEqual(["", "0", "1", "1.0"]);
  expect(executed[3]?.parentSpanId).toBe(executed[2]?.spanId);
  expect(executed[2]?.parentSpanId).toBe(executed[0]?.spanId);
  expect(executed.every(({ startNs, endNs, evidence }) => startNs === endNs && evidence === "derived")).toBe(true);
  expect(executed.map(({ attributes }) => attributes["evm.call.origin"])).toEqual([
    undefined,
    undefined,
    undefined,
    "true",
  ]);
  expect(executed[3]?.attributes["evm.gas_used"]).toBe("3");
  expect(trace.gaps.map(({ stage }) => stage)).not.toContain("evm.execute");
});

test("a failure begins at the last call that failed with the bytes of the one above; a caught one is not it", () => {
  const root = call([], { subcalls: 2, error: "reverted", output: "0xaa" });
  const caught = call([0], { error: "out of gas" });
  const last = call([1], { error: "reverted", output: "0xbb" });
  expect(failingCalls([caught, root])).toEqual([root]);
  expect(failingCalls([root, caught, last])).toEqual([root, last]);
  // Its bytes are other ones: the transaction refused by itself.
  expect(originOf([root, last])).toBe(root);
  expect(originOf([root, { ...last, output: "0xaa" }])).toMatchObject({ address: [1] });
  expect(failingCalls([call([])])).toEqual([]);
});

test("a QBFT block's round lies between the block before and it, names missing seals, and is final at once", () => {
  const consensus: EvmConsensus = {
    ...{ profile: "qbft", proposer: "0x02", round: 2, quorum: 3, parentNs: ms(-15_000) },
    ...{ validators: ["0x01", "0x02", "0x03", "0x04"], committers: ["0x01", "0x02", "0x04"] },
  };
  const ledger = { ...(input.ledger as NonNullable<TraceInput["ledger"]>), final: false };
  const trace = assemble({ ...input, ledger, evm: { ...evidence, consensus } });
  expect(find(trace, "bft.round", "")).toMatchObject({ startNs: ms(-15_000), endNs: T0, evidence: "derived" });
  expect(find(trace, "bft.round", "")?.attributes).toMatchObject({ "bft.round": "2", "bft.missing_seals": "0x03" });
  expect(find(trace, "evm.finalize", "")?.endNs).toBe(T0);
  expect(trace.closed).toBe(true);
});

test("one that no block holds is shown from its pool alone, with what was seen of it", () => {
  const { ledger: _, evm: __, ...unplaced } = input;
  const waiting = assemble({ ...unplaced, facts: facts.slice(0, 1) });
  expect(waiting).toMatchObject({ status: "unknown", closed: false, id: `0x${ID}` });
  expect(waiting.spans.map(({ name }) => name)).toEqual(["evm.transaction", "evm.mempool"]);
  expect(waiting.spans[0]?.attributes["evm.from"]).toBe("0x01");
  const replaced = fact("evm.mempool", "geth1", { endNs: ms(5) }, { "evm.outcome": "replaced" });
  expect(assemble({ ...unplaced, facts: [...facts.slice(0, 1), replaced] }).status).toBe("failed");
});

test("what was there before the observer is said to have come earlier", () => {
  const early = { ...(facts[0] as StageFact), evidence: "inferred" as const };
  const trace = assemble({ ...input, facts: [early] });
  expect(find(trace, "evm.mempool", "geth1")?.evidence).toBe("inferred");
  const gap = trace.gaps.find(({ stage }) => stage === "evm.mempool");
  expect(gap?.reason.en).toContain("earlier than shown");
  expect(gap?.reason.zh).toContain("早于");
});
