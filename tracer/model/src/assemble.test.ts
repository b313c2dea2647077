import type { Stage, StageFact } from "@ledgerscope/core";
import { describe, expect, test } from "vitest";
import { assemble } from "./assemble.ts";
import { CallIndex } from "./fabric/callIndex.ts";
import type { Surroundings } from "./fabric/surroundings.ts";
import { spanIdOf } from "./ids.ts";
import type { LedgerRecord, TraceInput } from "./trace.ts";

const ID = "4d0a3c4ff3d3c623dc733f1340de12a213baae4b02739937190746ae77f240e0";
const MS = 1_000_000n;
const T0 = 1795250507000n * MS;
const at = (ms: number): bigint => T0 + BigInt(Math.round(ms * 1e6));

function fact(
  stage: Stage,
  node: string,
  startMs: number | undefined,
  endMs: number | undefined,
  more: Partial<StageFact> = {},
): StageFact {
  return {
    network: "n",
    channel: "c",
    subject: "tx",
    id: ID,
    stage,
    node,
    remote: "",
    attempt: 0,
    ...(startMs === undefined ? {} : { startNs: at(startMs) }),
    ...(endMs === undefined ? {} : { endNs: at(endMs) }),
    evidence: "measured",
    source: `log:${node}`,
    attributes: {},
    ...more,
  };
}

const block = { subject: "block", id: "13" } as const;

/** A call of the gateway's client; made so many ms before the time-out that its deadline leaves. */
const call = (stage: Stage, startMs: number, endMs: number, madeMs: number, timeoutMs = 30_000): StageFact =>
  fact(stage, "peer1", startMs, endMs, {
    subject: "call",
    id: "1795250507",
    remote: "10.0.0.7:4711",
    attributes: {
      "rpc.grpc.status_code": "OK",
      "rpc.grpc.deadline_ns": String(at(madeMs + timeoutMs)),
    },
  });

const callFacts: readonly StageFact[] = [
  call("fabric.rpc.endorse", 45, 81, 40),
  call("fabric.rpc.submit", 89.9, 97, 86),
  call("fabric.rpc.commit_status", 108, 241, 107, 60_000),
];

const facts: readonly StageFact[] = [
  fact("fabric.endorse.peer", "peer1", 50, undefined),
  fact("fabric.endorse.peer", "peer1", undefined, 79.5),
  fact("fabric.endorse.peer", "peer1", undefined, 80),
  fact("fabric.chaincode.execute", "peer1", 51, 79, { id: ID.slice(0, 8) }),
  fact("fabric.submit", "peer1", 90, undefined, { remote: "o:1" }),
  fact("fabric.submit", "peer1", 91, undefined, { remote: "o:2" }),
  fact("fabric.submit", "peer1", undefined, 95, { remote: "o:1" }),
  fact("fabric.submit", "peer1", undefined, 96, { remote: "o:2", attributes: { error: "request already exists" } }),
  fact("fabric.broadcast", "orderer1", 92, 94),
  fact("fabric.broadcast", "orderer2", 93, 95),
  fact("fabric.order.consensus.preprepare", "orderer1", 190, 195, block),
  fact("fabric.order.consensus.prepare", "orderer1", undefined, 200, block),
  fact("fabric.order.consensus.commit", "orderer1", undefined, 210, block),
  fact("fabric.order.consensus.preprepare", "orderer2", undefined, 196, block),
  fact("fabric.order.consensus.prepare", "orderer2", undefined, 201, block),
  fact("fabric.order.consensus.commit", "orderer2", undefined, 209, block),
  fact("fabric.order.write", "orderer1", 211, undefined, block),
  fact("fabric.order.write", "orderer2", 210, undefined, block),
  ...["peer1", "peer2"].flatMap((node) => [
    fact("fabric.commit", node, 220, undefined, block),
    fact("fabric.commit.vscc", node, 221, 225, block),
    fact("fabric.commit.mvcc", node, 230, 231, block),
    fact("fabric.commit.block_store", node, 231, 233, block),
    fact("fabric.commit.state_db", node, 233, 234, block),
    fact("fabric.commit.history_db", node, 234, 240, block),
    fact("fabric.commit", node, undefined, 240, { ...block, attributes: { "fabric.block.commit_hash": "ca" } }),
  ]),
];

const ledger: LedgerRecord = {
  height: 13,
  txIndex: 18,
  status: "success",
  timeNs: T0,
  final: true,
  endorsers: ["Org1MSP"],
  attributes: { "fabric.tx_type": "ENDORSER_TRANSACTION" },
};

const input: TraceInput = {
  network: "n",
  channel: "c",
  family: "fabric",
  id: ID,
  ledger,
  facts,
  observers: ["peer1", "peer2"].map((node) => ({ node, stages: ["fabric.commit"] })),
  surroundings: aroundOf([...facts, ...callFacts]),
};

function aroundOf(all: readonly StageFact[]): Surroundings {
  return { calls: new CallIndex(all), submits: all.filter(({ stage }) => stage === "fabric.submit") };
}

const find = (trace: ReturnType<typeof assemble>, name: Stage, node: string) =>
  trace.spans.find((span) => span.name === name && span.node === node);
const ms = (ns: bigint | undefined): number => Number((ns ?? 0n) - T0) / 1e6;

/** mulberry32: a small deterministic generator of numbers in [0, 1). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("the trace of a Fabric transaction", () => {
  const trace = assemble(input);

  test("hangs every span on its parent, with ids that anybody can compute", () => {
    expect(trace.traceId).toBe(ID.slice(0, 32));
    const ids = new Set(trace.spans.map((span) => span.spanId));
    expect(ids.size).toBe(trace.spans.length);
    const [root, ...rest] = trace.spans;
    expect(root?.name).toBe("fabric.transaction");
    expect(root?.parentSpanId).toBeUndefined();
    expect(rest.every((span) => ids.has(span.parentSpanId as string))).toBe(true);
    expect(find(trace, "fabric.commit.mvcc", "peer2")?.parentSpanId).toBe(
      spanIdOf(trace.traceId, "fabric.commit", "peer2"),
    );
  });

  test("runs from the client's time until the last peer has committed and the client has heard", () => {
    expect([ms(trace.startNs), ms(trace.endNs), trace.status, trace.closed]).toEqual([0, 249, "success", true]);
    expect(trace.gaps).toEqual([]);
  });

  test("grades a time that is joined by a prefix or across two clocks as inferred", () => {
    expect(find(trace, "fabric.endorse.peer", "peer1")?.evidence).toBe("measured");
    expect(find(trace, "fabric.chaincode.execute", "peer1")?.evidence).toBe("inferred");
    expect(find(trace, "fabric.order", "")?.evidence).toBe("inferred");
    expect(find(trace, "fabric.disseminate", "peer1")?.evidence).toBe("inferred");
    expect(find(trace, "fabric.commit.private_data", "peer1")?.evidence).toBe("derived");
    expect(find(trace, "fabric.commit", "peer1")?.evidence).toBe("measured");
  });

  test("takes the earliest start and the latest end of one node's lines", () => {
    const peer = find(trace, "fabric.endorse.peer", "peer1");
    expect([ms(peer?.startNs), ms(peer?.endNs)]).toEqual([50, 80]);
  });

  test("waits for the batch from the first orderer's acceptance to the cut, and lays BFT's phases end to end", () => {
    const wait = find(trace, "fabric.order.batch_wait", "");
    expect([ms(wait?.startNs), ms(wait?.endNs)]).toEqual([94, 190]);
    const phases = (["preprepare", "prepare", "commit"] as const).map((phase) => {
      const span = find(trace, `fabric.order.consensus.${phase}`, "orderer1");
      return [ms(span?.startNs), ms(span?.endNs)];
    });
    expect(phases).toEqual([
      [190, 195],
      [195, 200],
      [200, 210],
    ]);
  });

  test("has what the client did from the deadlines of its calls, with a bound", () => {
    const times = (name: Stage, node: string) => {
      const span = find(trace, name, node);
      return [ms(span?.startNs), ms(span?.endNs), span?.evidence, span?.attributes["time.bound_ms"]];
    };
    expect(times("fabric.client.prepare", "")).toEqual([0, 40, "inferred", "1.500"]);
    // Heard four fifths of the way from the end of one call (81) to the making of the next (86).
    expect(times("fabric.endorse", "peer1")).toEqual([40, 85, "inferred", "5.500"]);
    expect(times("fabric.client.assemble", "")).toEqual([85, 86, "inferred", "5.500"]);
    expect(times("fabric.submit", "peer1")).toEqual([86, 105, "inferred", "9.500"]);
    expect(times("fabric.notify", "peer1")).toEqual([240, 249, "inferred", "100.000"]);
    expect(trace.unknownNs).toBe(0n);
  });

  test("bounds the clocks of nodes by messages in both directions", () => {
    expect(trace.clocks?.map(({ node, offsetNs }) => [node, ms(T0 + offsetNs)])).toEqual([
      ["orderer1", 0],
      ["orderer2", 0],
      ["peer1", 0],
    ]);
    const shifted = (ns: bigint | undefined) => (ns === undefined ? {} : { at: ns - 7_000n * MS });
    const behind = facts.map((one) =>
      one.node !== "orderer2"
        ? one
        : {
            ...one,
            ...(one.startNs === undefined ? {} : { startNs: shifted(one.startNs).at as bigint }),
            ...(one.endNs === undefined ? {} : { endNs: shifted(one.endNs).at as bigint }),
          },
    );
    const wrong = assemble({ ...input, facts: behind });
    const clock = wrong.clocks?.find(({ node }) => node === "orderer2");
    expect(ms(T0 + (clock?.offsetNs ?? 0n))).toBeCloseTo(-7_000, -1);
    expect(wrong.spans.map(({ name, node }) => `${name} ${node}`).sort()).toEqual(
      trace.spans.map(({ name, node }) => `${name} ${node}`).sort(),
    );
  });

  test("is the same for any order, repetition and batching of its facts", () => {
    const random = generator(20261121);
    for (let round = 0; round < 300; round++) {
      const repeated = [...facts, ...callFacts].flatMap((one) =>
        Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({ ...one })),
      );
      const shuffled = repeated
        .map((one) => [random(), one] as const)
        .sort(([a], [b]) => a - b)
        .map(([, one]) => one);
      const own = shuffled.filter(({ subject }) => subject !== "call");
      expect(assemble({ ...input, facts: own, surroundings: aroundOf(shuffled) })).toEqual(trace);
    }
  });

  test("keeps out another transaction's fact under the same 8 digits", () => {
    const other = fact("fabric.chaincode.execute", "peer1", 500_000, 500_100, { id: ID.slice(0, 8) });
    expect(assemble({ ...input, facts: [other, ...facts] })).toEqual(trace);
  });

  test("shows two clocks that disagree instead of shifting a time", () => {
    const early = facts.map((one) =>
      one.stage === "fabric.commit" && one.node === "peer2" && one.startNs ? { ...one, startNs: at(205) } : one,
    );
    const span = find(assemble({ ...input, facts: early }), "fabric.disseminate", "peer2");
    expect([ms(span?.startNs), ms(span?.endNs), span?.attributes["clock.disagreement_ms"]]).toEqual([
      205,
      205,
      "5.000",
    ]);
  });

  test("names every stage that was not seen, with what to turn on, in both languages", () => {
    const { surroundings: _calls, ...unseen } = input;
    const { spans, gaps } = assemble({ ...unseen, facts: [], observers: [] });
    expect(spans.map((span) => span.name)).toEqual(["fabric.transaction"]);
    expect(gaps.map((gap) => gap.stage)).toEqual([
      "fabric.endorse.peer",
      "fabric.submit",
      "fabric.broadcast",
      "fabric.order.batch_wait",
      "fabric.order.consensus",
      "fabric.order.write",
      "fabric.disseminate",
      "fabric.commit",
    ]);
    for (const { reason, advice } of gaps) {
      expect(reason.en && reason.zh && advice.en && advice.zh).toBeTruthy();
      expect(reason.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test("names the peer whose commit is missing and stays open", () => {
    const without = facts.filter((one) => !(one.node === "peer2" && one.stage.startsWith("fabric.commit")));
    const { gaps, closed } = assemble({ ...input, facts: without });
    expect(gaps.map(({ stage, node }) => [stage, node])).toEqual([["fabric.commit", "peer2"]]);
    expect(closed).toBe(false);
  });

  test("leaves BFT phases out that the node's writing of the block does not follow", () => {
    const strange = facts.map((one) =>
      one.stage === "fabric.order.consensus.commit" && one.node === "orderer2" ? { ...one, endNs: at(900) } : one,
    );
    expect(find(assemble({ ...input, facts: strange }), "fabric.order.consensus", "orderer2")).toBeUndefined();
  });

  test("shows a transaction that no block holds from its facts alone", () => {
    const { ledger: _ledger, ...unstored } = input;
    const failed = fact("fabric.endorse", "peer1", undefined, 85, {
      remote: "p:1",
      attributes: { error: "chaincode response 500, no" },
    });
    const trace = assemble({ ...unstored, facts: [...facts.slice(0, 4), failed] });
    expect([trace.status, trace.closed, trace.height]).toEqual(["failed", false, undefined]);
    expect(find(trace, "fabric.endorse", "peer1")).toMatchObject({
      status: "error",
      attributes: { error: "chaincode response 500, no" },
    });
  });
});

describe("the trace of an EVM transaction", () => {
  const evm: TraceInput = {
    network: "dev",
    channel: "",
    family: "evm",
    id: `0x${ID}`,
    ledger: {
      height: 5,
      txIndex: 1,
      status: "failed",
      timeNs: T0,
      final: false,
      endorsers: [],
      attributes: { "evm.from": "0x01", "evm.gas_used": "21000" },
    },
    facts: [],
    observers: [],
  };

  test("has no duration, for the chain keeps no other time than its block's", () => {
    const trace = assemble(evm);
    expect(trace.spans.map((span) => span.name)).toEqual(["evm.transaction", "evm.include", "evm.execute"]);
    expect(trace.spans.every((span) => span.startNs === T0 && span.endNs === T0)).toBe(true);
    expect(find(trace, "evm.execute", "")?.attributes["evm.gas_used"]).toBe("21000");
    expect(trace.traceId).toBe(ID.slice(0, 32));
  });

  test("closes when its block is final", () => {
    expect(assemble(evm).closed).toBe(false);
    expect(assemble(evm).gaps.map((gap) => gap.stage)).toContain("evm.finalize");
    const final = assemble({ ...evm, ledger: { ...(evm.ledger as LedgerRecord), final: true } });
    expect(final.closed).toBe(true);
    expect(final.gaps.map((gap) => gap.stage)).not.toContain("evm.finalize");
  });
});
