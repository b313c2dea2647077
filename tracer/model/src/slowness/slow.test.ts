import type { Stage } from "@ledgerscope/core";
import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../diagnosis.ts";
import { spanIdOf } from "../ids.ts";
import type { TraceSpan, TxTrace } from "../trace.ts";
import { type Baseline, Baselines } from "./baseline.ts";
import { reasonNames } from "./reasonNames.ts";
import { slow } from "./slow.ts";
import { contextOf, type SlownessContext } from "./slownessContext.ts";

const ID = "ab".repeat(32);
const T0 = 1_795_289_600_000_000_000n;
const ms = (value: number): bigint => T0 + BigInt(Math.round(value * 1e6));

type Bar = readonly [
  name: Stage,
  node: string,
  fromMs: number,
  toMs: number,
  attributes?: Readonly<Record<string, string>>,
];

/** A trace of such bars, in milliseconds; the first one is the root. */
function traceOf(...bars: readonly Bar[]): TxTrace {
  const spans = bars.map(
    ([name, node, from, to, attributes = {}], index): TraceSpan => ({
      spanId: spanIdOf(ID.slice(0, 32), name, node),
      ...(index === 0 ? {} : { parentSpanId: spanIdOf(ID.slice(0, 32), bars[0]?.[0] as Stage, "") }),
      ...{
        name,
        node,
        attributes,
        startNs: ms(from),
        endNs: ms(to),
        evidence: "measured",
        source: "log",
        status: "ok",
      },
    }),
  );
  return {
    ...{ traceId: ID.slice(0, 32), network: "n", channel: "c", family: "fabric", id: ID, height: 7, txIndex: 0 },
    ...{
      status: "success",
      startNs: spans[0]?.startNs ?? 0n,
      endNs: spans[0]?.endNs ?? 0n,
      spans,
      gaps: [],
      closed: true,
    },
  };
}

/** Usual times of stages, in milliseconds: the middle, with quartiles a tenth beside it. */
const usually = (...rows: readonly (readonly [Stage, string, number])[]): Baselines =>
  new Baselines(
    rows.map(([stage, node, median]): Baseline => {
      const medianNs = median * 1e6;
      return { stage, node, count: 100, medianNs, q1Ns: 0.9 * medianNs, q3Ns: 1.1 * medianNs };
    }),
  );

/** The reasons, each of which has a name in both languages. */
function explain(trace: TxTrace, context: Partial<SlownessContext> = {}): readonly Diagnosis[] {
  const found = slow(trace, { ...contextOf(context.baselines ?? usually()), ...context });
  for (const name of found.flatMap(({ code, subCause }) => [code, ...(subCause ? [subCause] : [])])) {
    expect(reasonNames[name]?.en, name).toMatch(/\w/);
    expect(reasonNames[name]?.zh, name).toMatch(/[\u4e00-\u9fff]/);
  }
  return found;
}

const codes = (found: readonly Diagnosis[]): readonly string[] =>
  found.map(({ code, subCause }) => (subCause ? `${code}/${subCause}` : code));

const root = (toMs: number): Bar => ["fabric.transaction", "", 0, toMs];

describe("a slow endorser", () => {
  const endorsed = (...more: readonly Bar[]): TxTrace =>
    traceOf(
      root(2500),
      ["fabric.endorse.peer", "peer1", 5, 25],
      ["fabric.endorse.peer", "peer2", 5, 2005],
      ["fabric.order", "", 2010, 2300],
      ...more,
    );

  test("is named against the others of the same transaction, by what its chaincode took", () => {
    const [found] = explain(endorsed(["fabric.chaincode.execute", "peer2", 10, 2000]));
    expect(found).toMatchObject({ code: "slow_endorser", subCause: "chaincode", kind: "slow", costNs: 1_980_000_000n });
    expect(found?.summary.en).toContain("peer2 took 2 s");
    expect(found?.summary.zh).toContain("peer2");
  });

  test("waited for the lock on the state where its peer was taking in a block or held by another call", () => {
    const quick: Bar = ["fabric.chaincode.execute", "peer2", 1995, 2000];
    const state = { startNs: ms(0), endNs: ms(1990) };
    expect(codes(explain(endorsed(quick)))).toEqual(["slow_endorser/waiting"]);
    const commits = [{ node: "peer2", height: 6, endNs: ms(1990), state }];
    expect(codes(explain(endorsed(quick), { commits }))).toEqual(["slow_endorser/simulator_lock"]);
    const simulations = [{ node: "peer2", id: "cd".repeat(32), chaincode: "slow", ...state }];
    expect(codes(explain(endorsed(quick), { simulations }))).toEqual(["slow_endorser/simulator_lock"]);
    expect(codes(explain(endorsed(quick), { commits: [{ ...commits[0], node: "peer1" } as never] }))).toEqual([
      "slow_endorser/waiting",
    ]);
  });

  test("stood still where its node told nothing meanwhile", () => {
    const silences = [{ node: "peer2", fromNs: ms(10), toNs: ms(2000) }];
    expect(codes(explain(endorsed(), { silences }))).toEqual(["slow_endorser/stopped"]);
  });

  test("alone is judged by what is usual there, and by nothing where that is not known", () => {
    const alone = traceOf(root(2500), ["fabric.endorse.peer", "peer2", 5, 2005]);
    expect(explain(alone)).toEqual([]);
    expect(codes(explain(alone, { baselines: usually(["fabric.endorse.peer", "peer2", 20]) }))).toEqual([
      "slow_endorser/unknown",
    ]);
    expect(explain(alone, { baselines: usually(["fabric.endorse.peer", "peer2", 1900]) })).toEqual([]);
  });

  test("that does not matter to the whole is not named", () => {
    const long = traceOf(
      root(60_000),
      ["fabric.endorse.peer", "peer1", 5, 25],
      ["fabric.endorse.peer", "peer2", 5, 2005],
    );
    expect(explain(long)).toEqual([]);
  });
});

test("an endorsement that timed out says so with the endorser that was at work", () => {
  const error = "endorsement timeout expired while collecting first endorsement";
  const found = explain(
    traceOf(root(4000), ["fabric.endorse", "peer1", 1, 4000, { error }], ["fabric.endorse.peer", "peer3", 2, 3999]),
  );
  expect(codes(found)).toEqual(["endorsement_timeout"]);
  expect(found[0]?.summary.en).toContain("peer3 was at work the longest");
  const refused = traceOf(root(4000), ["fabric.endorse", "peer1", 1, 4000, { error: "chaincode response 500, no" }]);
  expect(explain(refused)).toEqual([]);
});

describe("late ordering", () => {
  const waited = (attributes = {}): TxTrace =>
    traceOf(root(1200), ["fabric.order", "", 50, 1100], ["fabric.order.batch_wait", "", 50, 1050, attributes]);
  const block = { height: 7, txCount: 3, bytes: 9000, isConfig: false, maxMessageCount: 10, batchTimeoutNs: 1e9 };

  test("is the timer's where the log says that it cut the batch, or the wait is as long as BatchTimeout", () => {
    const cut = { "fabric.block.cut_reason": "timeout" };
    expect(explain(waited(cut), { blocks: [block] })[0]).toMatchObject({ subCause: "timer", confidence: 0.98 });
    expect(explain(waited(), { blocks: [block] })[0]).toMatchObject({ subCause: "timer", confidence: 0.75 });
    expect(explain(waited(), { blocks: [{ ...block, txCount: 10 }] })).toEqual([]);
    expect(explain(waited({ "fabric.block.cut_reason": "count" }), { blocks: [block] })).toEqual([]);
    expect(explain(waited())).toEqual([]);
  });

  const event = (stage: Stage, atMs: number, attributes = {}) => ({
    stage,
    node: "orderer1",
    atNs: ms(atMs),
    attributes,
  });

  test("is the election's or the view change's while which it waited, and nobody's when that was before", () => {
    const order = traceOf(root(5200), ["fabric.order", "", 50, 5100]);
    const leader = event("fabric.node.leader", 2500, { "raft.leader": "2" });
    const [found] = explain(order, { events: [leader], baselines: usually(["fabric.order", "", 300]) });
    expect(found).toMatchObject({ code: "ordered_late", subCause: "leader_change", costNs: 4_750_000_000n });
    expect(codes(explain(order, { events: [event("fabric.node.view", 2500)] }))).toEqual(["ordered_late/view_change"]);
    expect(explain(order, { events: [event("fabric.node.leader", -2500)] })).toEqual([]);
  });

  test("is a configuration's that was ordered in between", () => {
    const order = traceOf(root(2200), ["fabric.order", "", 50, 2100]);
    const config = { ...block, height: 6, isConfig: true, orderedNs: ms(1500) };
    expect(codes(explain(order, { blocks: [config] }))).toEqual(["ordered_late/configuration"]);
    expect(explain(order, { blocks: [{ ...config, orderedNs: ms(10) }] })).toEqual([]);
    expect(explain(order, { blocks: [{ ...config, isConfig: false }] })).toEqual([]);
  });

  test("is the consensus's where even the fastest orderer needed long, and the disk's where one said so", () => {
    const slowly = traceOf(
      root(1200),
      ["fabric.order", "", 50, 1100],
      ["fabric.order.consensus", "orderer1", 100, 1000],
      ["fabric.order.consensus", "orderer2", 100, 1090],
    );
    const baselines = usually(["fabric.order.consensus", "orderer1", 10], ["fabric.order.consensus", "orderer2", 10]);
    expect(codes(explain(slowly, { baselines }))).toEqual(["ordered_late/consensus"]);
    const events = [event("fabric.node.slow_disk", 900, { seconds: "0.9" })];
    expect(codes(explain(slowly, { baselines, events }))).toEqual(["ordered_late/disk"]);
    const one = traceOf(
      root(1200),
      ["fabric.order", "", 50, 1100],
      ["fabric.order.consensus", "orderer1", 100, 112],
      ["fabric.order.consensus", "orderer2", 100, 1090],
    );
    expect(explain(one, { baselines })).toEqual([]);
  });

  test("by way of an orderer that is not the leader", () => {
    const hop = traceOf(root(900), ["fabric.order.forward", "orderer3", 50, 550, { "raft.leader": "1" }]);
    expect(codes(explain(hop))).toEqual(["forwarded_late"]);
    const bft = traceOf(
      root(3000),
      ["fabric.order.pool", "orderer3", 450, 2900],
      ["fabric.order.forward", "orderer3", 2450, 2450, { "bft.leader": "1", "bft.timeout": "forward" }],
      ["fabric.order.pool", "orderer1", 2452, 2900],
    );
    const [found] = explain(bft);
    expect(found).toMatchObject({ code: "forwarded_late", subCause: "forward_timeout", costNs: 2_000_000_000n });
  });

  test("before any orderer accepted it, with those that refused", () => {
    const submit = traceOf(root(3000), ["fabric.submit", "peer1", 100, 2600, { "fabric.orderer.refused": "2" }]);
    const baselines = usually(["fabric.submit", "peer1", 10]);
    expect(codes(explain(submit, { baselines }))).toEqual(["slow_submit/orderer_unavailable"]);
  });
});

describe("a late peer", () => {
  const committed = (lateMs: number, ...more: readonly Bar[]): TxTrace =>
    traceOf(
      root(1000 + lateMs),
      ["fabric.order.write", "orderer1", 900, 901],
      ["fabric.disseminate", "peer1", 900, 910],
      ["fabric.disseminate", "peer2", 900, 912],
      ["fabric.commit", "peer1", 910, 950],
      ["fabric.commit", "peer2", 912, 955],
      ["fabric.commit", "peer3", 910, 950 + lateMs],
      ...more,
    );

  test("is named with the part of its commit that took the time", () => {
    const late = committed(
      800,
      ["fabric.disseminate", "peer3", 900, 910],
      ["fabric.commit.vscc", "peer1", 911, 920],
      ["fabric.commit.vscc", "peer3", 911, 1711],
    );
    const [found] = explain(late);
    expect(found).toMatchObject({ code: "slow_peer", subCause: "vscc", costNs: 795_000_000n });
    const baselines = usually(["fabric.commit.vscc", "peer3", 9]);
    // Unusual there: then the part is the finding, and not the peer.
    expect(codes(explain(late, { baselines }))).toEqual(["slow_commit/vscc"]);
  });

  test("was started after the block, told nothing, or had others to commit first", () => {
    const late = traceOf(
      root(3000),
      ["fabric.order.write", "orderer1", 900, 901],
      ["fabric.disseminate", "peer1", 900, 910],
      ["fabric.disseminate", "peer3", 900, 2900],
      ["fabric.commit", "peer1", 910, 950],
      ["fabric.commit", "peer3", 2900, 2950],
    );
    const started = { stage: "fabric.node.started" as const, node: "peer3", atNs: ms(2500), attributes: {} };
    expect(codes(explain(late, { events: [started] }))).toEqual(["slow_peer/stopped"]);
    const silence = { node: "peer3", fromNs: ms(500), toNs: ms(2890) };
    expect(codes(explain(late, { silences: [silence] }))).toEqual(["slow_peer/stopped"]);
    const before = { node: "peer3", height: 6, startNs: ms(800), endNs: ms(2899) };
    const weight = { height: 7, txCount: 1, bytes: 1, isConfig: false, orderedNs: ms(900) };
    const [found] = explain(late, { commits: [before], blocks: [weight] });
    expect(found).toMatchObject({ code: "slow_peer", subCause: "backlog" });
    expect(found?.summary.en).toContain("block 6");
    // Nothing of that: the way there was long.
    expect(codes(explain(late))).toEqual(["slow_dissemination/one_peer"]);
  });

  test("waited with its state for a call of a chaincode", () => {
    const held = committed(
      900,
      ["fabric.commit.state_db", "peer1", 930, 932],
      ["fabric.commit.state_db", "peer3", 930, 1830],
    );
    const baselines = usually(["fabric.commit.state_db", "peer3", 2]);
    const call = { node: "peer3", id: "cd".repeat(32), chaincode: "slow", startNs: ms(100), endNs: ms(1829) };
    const [found] = explain(held, { baselines, simulations: [call] });
    expect(found).toMatchObject({ code: "slow_commit", subCause: "simulation_lock" });
    expect(found?.summary.en).toContain(call.id);
    expect(codes(explain(held, { baselines, simulations: [{ ...call, node: "peer1" }] }))).toEqual([
      "slow_commit/state_db",
    ]);
  });
});

describe("the client", () => {
  test("is late where its step took longer than it usually does, and not while the other side stood still", () => {
    const trace = traceOf(root(5000), ["fabric.notify", "peer1", 50, 4050]);
    const baselines = usually(["fabric.notify", "peer1", 5]);
    expect(codes(explain(trace, { baselines }))).toEqual(["client_late/notify"]);
    const silences = [{ node: "peer1", fromNs: ms(50), toNs: ms(4000) }];
    expect(explain(trace, { baselines, silences })).toEqual([]);
  });

  test("kept the endorsement while no node was at work, however its end was estimated", () => {
    const kept = (bound: string): TxTrace =>
      traceOf(
        root(5000),
        ["fabric.endorse", "peer1", 5, 2000, { "time.bound_ms": bound }],
        ["fabric.endorse.peer", "peer1", 6, 20],
        ["fabric.client.assemble", "peer1", 2000, 4000, { "time.bound_ms": bound }],
        ["fabric.submit", "peer1", 4000, 4010],
      );
    const baselines = usually(["fabric.client.assemble", "peer1", 5], ["fabric.endorse", "peer1", 20]);
    expect(codes(explain(kept("1980"), { baselines }))).toEqual(["client_late/assemble"]);
    expect(explain(kept("1980"), { baselines })[0]?.costNs).toBe(3_955_000_000n);
  });

  test("is not accused of what may be within the bound of an estimate", () => {
    const trace = traceOf(root(5000), ["fabric.notify", "peer1", 50, 2050, { "time.bound_ms": "1990" }]);
    expect(explain(trace, { baselines: usually(["fabric.notify", "peer1", 5]) })).toEqual([]);
  });

  test("has a wrong clock where it dates its proposal after a node had it", () => {
    const ahead = traceOf(["fabric.transaction", "", 5000, 6000], ["fabric.endorse.peer", "peer1", 10, 20]);
    const [found] = explain(ahead);
    expect(found).toMatchObject({ code: "client_clock_wrong", subCause: "ahead" });
    expect(found?.summary.en).toContain("5 s after peer1");
    expect(explain(traceOf(["fabric.transaction", "", 60, 6000], ["fabric.endorse.peer", "peer1", 10, 20]))).toEqual(
      [],
    );
  });
});

test("an attempt after others had failed names them all, and what became of the call", () => {
  const attempt = (id: string, height: number, code: number, proposedMs: number) => ({
    ...{ id, height, txIndex: 0, code, codeName: code === 0 ? "VALID" : "MVCC_READ_CONFLICT" },
    ...{ proposedNs: ms(proposedMs), knownNs: ms(proposedMs + 300), knownFrom: "commit" as const },
  });
  const attempts = [attempt("aa".repeat(32), 5, 11, -1000), attempt(ID, 7, 0, 0)];
  const call = { network: "n", channel: "c", creatorMsp: "Org1MSP", chaincode: "cc", function: "add" };
  const retries = [{ ...call, attempts, outcome: "succeeded" as const }];
  const [found] = explain(traceOf(root(400)), { retries });
  expect(found).toMatchObject({ code: "retry_chain", subCause: "succeeded", costNs: 1_000_000_000n });
  expect(found?.culprits.map(({ id, height }) => [id, height])).toEqual([["aa".repeat(32), 5]]);
  expect(explain(traceOf(root(400)), { retries: [{ ...retries[0], channel: "other" } as never] })).toEqual([]);
});

test("a leader that passed a transaction over is suspected, more so the more blocks did", () => {
  const passed = (blocks: readonly number[]) => ({
    ...{ id: ID, height: 7, blocks, leaders: [{ leader: "orderer1", blocks: blocks.length }], overtakenBy: 9 },
    seen: [
      { node: "orderer2", orderer: true, atNs: ms(0) },
      { node: "peer1", orderer: false, atNs: ms(1) },
    ],
    ...{ example: "ee".repeat(32), passedOverNs: 3_000_000_000n },
  });
  const [one] = explain(traceOf(root(400)), { overtaken: [passed([6])] });
  const [three] = explain(traceOf(root(400)), { overtaken: [passed([4, 5, 6])] });
  expect(one).toMatchObject({ code: "leader_withholding", kind: "suspicion", confidence: 0.3 });
  expect(three?.confidence).toBeGreaterThan(0.6);
  expect(three?.confidence).toBeLessThan(0.95);
  expect(three?.proof).toContainEqual({ label: "leaders", value: "orderer1 (3)" });
});

test("an endorsement that waited before any simulation says for what", () => {
  const trace = traceOf(root(2000), ["fabric.endorse", "peer1", 5, 1505], ["fabric.endorse.peer", "peer1", 1490, 1500]);
  const baselines = usually(["fabric.endorse", "peer1", 20], ["fabric.endorse.peer", "peer1", 10]);
  expect(codes(explain(trace, { baselines }))).toEqual(["slow_endorsement/waiting"]);
  const commits = [
    { node: "peer1", height: 6, endNs: ms(1400), state: { startNs: ms(20), endNs: ms(1400) } },
    { node: "peer2", height: 6, endNs: ms(1400) },
  ];
  expect(codes(explain(trace, { baselines, commits }))).toEqual(["slow_endorsement/simulator_lock"]);
});

describe("a node whose clock is wrong", () => {
  const clocks = [
    { node: "peer1", offsetNs: 0n, boundNs: 1_000_000n },
    { node: "peer2", offsetNs: 7_000_000_000n, boundNs: 2_000_000n },
  ];
  const shifted: TxTrace = {
    ...traceOf(
      ["fabric.transaction", "", 0, 7950, { "clock.start": "client", "clock.end": "peer2" }],
      ["fabric.disseminate", "peer1", 900, 910, { "clock.start": "orderer1", "clock.end": "peer1" }],
      ["fabric.disseminate", "peer2", 900, 7912, { "clock.start": "orderer1", "clock.end": "peer2" }],
      ["fabric.commit", "peer1", 910, 940, { "clock.node": "peer1" }],
      ["fabric.commit", "peer2", 7912, 7950, { "clock.node": "peer2" }],
    ),
    clocks,
  };

  test("is named, and blamed for nothing else", () => {
    const found = explain(shifted);
    expect(codes(found)).toEqual(["node_clock_wrong/ahead"]);
    expect(found[0]?.summary.en).toContain("peer2 is 7 s ahead");
    expect(found[0]?.proof).toContainEqual({ label: "peer2", value: "+7 s ± 2 ms" });
    expect(codes(explain({ ...shifted, clocks: [] }))).toEqual(["slow_dissemination/one_peer"]);
  });

  test("that was late besides is late by what remains", () => {
    const late = shifted.spans.map((span) =>
      span.node === "peer2" ? { ...span, endNs: span.endNs + 500_000_000n } : span,
    );
    const found = explain({ ...shifted, spans: late });
    expect(found.find(({ code }) => code === "slow_dissemination")?.costNs).toBe(500_000_000n);
  });

  test("has events of its own put right as well", () => {
    const order = { ...traceOf(root(5200), ["fabric.order", "", 50, 5100]), clocks };
    const leader = (node: string, atMs: number) => ({
      ...{ stage: "fabric.node.leader" as const, node, atNs: ms(atMs), attributes: {} },
    });
    expect(codes(explain(order, { events: [leader("peer2", 9500)] }))).toContain("ordered_late/leader_change");
    expect(codes(explain(order, { events: [leader("peer2", 2500)] }))).not.toContain("ordered_late/leader_change");
  });
});

test("reasons come the dearest first, each code once, with a runbook in both languages", () => {
  const trace = traceOf(
    root(4000),
    ["fabric.endorse.peer", "peer1", 5, 25],
    ["fabric.endorse.peer", "peer2", 5, 1005],
    ["fabric.submit", "peer1", 1010, 3600],
  );
  const found = explain(trace, { baselines: usually(["fabric.submit", "peer1", 10]) });
  expect(codes(found)).toEqual(["slow_submit/orderer_slow", "slow_endorser/unknown"]);
  for (const { runbook, advice, title, summary, proof } of found) {
    for (const text of [...(runbook ?? []), advice, title, summary]) {
      expect(text.en).not.toBe("");
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
    }
    expect(runbook?.length).toBeGreaterThan(0);
    expect(proof[0]?.label).toBe("cost");
  }
});

test("an ordinary transaction has no reason to be slow", () => {
  const ordinary = traceOf(
    root(400),
    ["fabric.endorse.peer", "peer1", 5, 25],
    ["fabric.endorse.peer", "peer2", 5, 28],
    ["fabric.submit", "peer1", 30, 40],
    ["fabric.order", "", 40, 300],
    ["fabric.commit", "peer1", 310, 340],
    ["fabric.commit", "peer2", 312, 349],
  );
  expect(explain(ordinary)).toEqual([]);
});
