import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { operator, type Viewer } from "@ledgerscope/core";
import {
  type Diagnosis,
  type RetryChain,
  type Silence,
  type SlownessContext,
  slow,
  type TxTrace,
} from "@ledgerscope/tracer-model";
import {
  networkFindings,
  type RetriedCall,
  retryChainOf,
  retryChainsIn,
  slownessContext,
  slowOf,
  traces,
  whySlow,
  writeFacts,
} from "@ledgerscope/tracer-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import {
  type ClientTruth,
  type FabricRecordingFiles,
  type RecordedNetwork,
  RecordedNetworks,
  recordingFiles,
} from "./support/recordedNetwork.ts";

/** A recording with every trace of some of its blocks and the reasons why each was slow. */
interface Judged {
  readonly network: RecordedNetwork;
  readonly range: { readonly network: string; readonly channel: string; readonly from: number; readonly to: number };
  readonly context: SlownessContext;
  readonly traces: readonly TxTrace[];
  readonly reasons: ReadonlyMap<string, readonly Diagnosis[]>;
  readonly clients: ReadonlyMap<string, ClientTruth>;
}

const lines = <T>(file: string): T[] =>
  gunzipSync(readFileSync(path.join(root, "test/fixtures/fabric-failures", file)))
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);

/** What was done to the network, by the program that did it. Unix microseconds. */
const faults = lines<{ kind: string; target: string; startUs: number; endUs: number }>("faults.jsonl.gz");

let networks: RecordedNetworks;
let failures: Judged;
/** The blocks of it that are read with a shifted log as well. */
let unshifted: Judged;
let bft: Judged;

async function judge(network: RecordedNetwork, from: number, to: number): Promise<Judged> {
  const range = { network: network.network, channel: network.channel, from, to };
  const all: TxTrace[] = [];
  for await (const trace of traces(networks.warehouse, operator, range)) all.push(trace);
  const context = await slownessContext(networks.warehouse, operator, range, all);
  return {
    ...{ network, range, context, traces: all },
    reasons: new Map(all.map((trace) => [trace.id, slow(trace, context)])),
    clients: new Map(network.clients.map((client) => [client.txId, client])),
  };
}

beforeAll(async () => {
  networks = await RecordedNetworks.open();
  const add = (name: "fabric-failures" | "fabric-bft", nodes?: string[]): Promise<RecordedNetwork> =>
    networks.add(recordingFiles(name) as FabricRecordingFiles, nodes ? { nodes } : {});
  failures = await add("fabric-failures").then((network) => judge(network, 0, network.height));
  unshifted = { ...failures, traces: failures.traces.filter(({ height = 0 }) => height >= 40 && height < 100) };
  bft = await add("fabric-bft", ["peer1", "peer2", "peer3", "orderer2"]).then((network) => judge(network, 90, 115));
}, 240_000);

afterAll(() => networks?.close());

const codesOf = (judged: Judged, id: string): readonly string[] =>
  (judged.reasons.get(id) ?? []).map(({ code, subCause }) => (subCause ? `${code}/${subCause}` : code));

const durationOf = ({ startNs, endNs }: TxTrace): number => Number(endNs - startNs) / 1e6;

describe("nodes that were killed or paused", () => {
  test("are found in the logs as those that told nothing meanwhile, and no others", () => {
    const stopped = faults.filter(({ kind }) => kind === "kill" || kind === "pause");
    expect(failures.context.silences.map(({ node }) => node)).toEqual(stopped.map(({ target }) => target));
    for (const [index, { startUs, endUs }] of stopped.entries()) {
      const { fromNs = 0n, toNs = 0n } = failures.context.silences[index] ?? {};
      expect(Number(fromNs / 1000n)).toBeLessThan(startUs + 500_000);
      expect(Number(toNs / 1000n)).toBeGreaterThan(endUs - 500_000);
    }
  });

  test("are named as peers that were behind, from about then on", async () => {
    const { laggards } = await networkFindings(networks.warehouse, operator, failures.range);
    for (const { target, startUs, endUs } of faults.filter((fault) => fault.target.startsWith("peer"))) {
      const found = laggards.filter(
        ({ node, subCause, sinceNs }) =>
          node === target &&
          subCause === "stopped" &&
          Number(sinceNs / 1000n) < endUs &&
          Number(sinceNs / 1000n) > startUs - 10e6,
      );
      expect(found, target).toHaveLength(1);
      expect(found[0]).toMatchObject({ ongoing: false });
    }
  });
});

describe("a peer behind the others", () => {
  test("is named wherever the recorder had the block a second later from it, and nowhere when all came at once", () => {
    const peers = ["peer0.org1", "peer0.org2", "peer0.org3"];
    const arrived = new Map<number, { peer: string; atMs: number }[]>();
    for (const peer of peers) {
      for (const { block, arrivedUs } of lines<{ block: number; arrivedUs: number | null }>(`peers/${peer}.jsonl.gz`)) {
        if (arrivedUs !== null) arrived.set(block, [...(arrived.get(block) ?? []), { peer, atMs: arrivedUs / 1000 }]);
      }
    }
    const count = { late: 0, named: 0, together: 0, blamed: 0 };
    for (const { id, height = -1 } of failures.traces) {
      const [, second, last] = (arrived.get(height) ?? []).sort((a, b) => a.atMs - b.atMs);
      if (!second || !last) continue;
      const lag = last.atMs - second.atMs;
      const blamed = (failures.reasons.get(id) ?? []).filter(
        ({ code, summary }) =>
          ["slow_peer", "slow_dissemination", "slow_commit"].includes(code) && summary.en.includes(last.peer),
      );
      if (lag > 1000) {
        count.late++;
        if (blamed.length > 0) count.named++;
      } else if (lag < 40) {
        count.together++;
        if (blamed.some(({ code }) => code === "slow_peer")) count.blamed++;
      }
    }
    expect(count.late).toBeGreaterThan(400);
    expect(count.named / count.late).toBeGreaterThan(0.98);
    expect(count.together).toBeGreaterThan(300);
    expect(count.blamed).toBe(0);
  });

  test("waited, where its state took over a second, for a call of a chaincode that ended with it", () => {
    const long = failures.traces
      .flatMap(({ id }) => failures.reasons.get(id) ?? [])
      .filter(({ subCause, costNs = 0n }) => /simulation_lock|state_db/.test(subCause ?? "") && costNs > 1_000_000_000n)
      .filter(({ code }) => code === "slow_commit");
    expect(long.length).toBeGreaterThan(50);
    expect(new Set(long.map(({ subCause }) => subCause))).toEqual(new Set(["simulation_lock"]));
  });
});

describe("what clients meant and did", () => {
  test("an endorser that was made slow is named, for what its chaincode took", () => {
    const meant = failures.traces.filter(({ id }) => failures.clients.get(id)?.intent === "slowEndorser");
    expect(meant).toHaveLength(3);
    for (const { id } of meant) expect(codesOf(failures, id)).toContain("slow_endorser/chaincode");
  });

  test("endorsements that were held back for over a second are the client's", () => {
    const held = failures.traces.filter(({ id }) => {
      const client = failures.clients.get(id);
      return client?.sent !== undefined && client.endorsed !== undefined && client.sent - client.endorsed > 1000;
    });
    expect(held.length).toBeGreaterThan(20);
    const named = held.filter(({ id }) => codesOf(failures, id).includes("client_late/assemble"));
    expect(named.length / held.length).toBeGreaterThan(0.9);
  });

  test("what was sent while there was no leader is late for that", () => {
    const kills = faults.filter(({ kind, target }) => kind === "kill" && target.startsWith("orderer"));
    expect(kills).toHaveLength(2);
    for (const { startUs } of kills) {
      const waited = failures.traces.filter(({ id }) => {
        const { sent = 0, committed = 0 } = failures.clients.get(id) ?? {};
        const after = sent - startUs / 1000;
        return after > -300 && after < 2600 && committed - sent > 2000;
      });
      expect(waited.length).toBeGreaterThan(10);
      for (const { id } of waited) expect(codesOf(failures, id), id).toContain("ordered_late/leader_change");
    }
  });

  test("the slowest tenth is explained to the last one", async () => {
    const limit = Math.floor(failures.traces.length / 10);
    const slowest = await slowOf(networks.warehouse, operator, { ...failures.range, limit });
    expect(slowest).toHaveLength(limit);
    expect(slowest.filter(({ reasons }) => reasons.length === 0).map(({ trace }) => trace.id)).toEqual([]);
    expect(durationOf(slowest[0]?.trace as TxTrace)).toBe(Math.max(...failures.traces.map(durationOf)));
  });

  test("one that is asked for by itself has the dearest reason that it has among all", async () => {
    const slowest = [...failures.traces].sort((a, b) => durationOf(b) - durationOf(a)).filter((_, at) => at % 31 === 0);
    for (const trace of slowest.slice(0, 3)) {
      const [first] = await whySlow(networks.warehouse, operator, trace);
      expect(first?.code).toBe(failures.reasons.get(trace.id)?.[0]?.code);
    }
  });

  test("nothing is told to a viewer who may not read the network", async () => {
    const guest: Viewer = { ...operator, name: "guest", networks: ["other"] };
    expect(await slowOf(networks.warehouse, guest, { ...failures.range, limit: 5 })).toEqual([]);
    expect(await networkFindings(networks.warehouse, guest, failures.range)).toEqual({
      ...{ laggards: [], leaders: [], passedOver: [] },
    });
    expect(await retryChainsIn(networks.warehouse, guest, failures.range)).toEqual([]);
  });
});

describe("a node whose log is seven seconds ahead", () => {
  const SHIFTED = "peer0.org1";
  let shifted: Judged;
  beforeAll(async () => {
    const changeLine = (line: string, node: string): string =>
      node === SHIFTED ? line.replace(/"ts":(\d+)/, (_, seconds) => `"ts":${Number(seconds) + 7}`) : line;
    const files = recordingFiles("fabric-failures") as FabricRecordingFiles;
    shifted = await judge(await networks.add(files, { network: "shifted", changeLine }), 40, 100);
  }, 120_000);

  test("is named in every transaction, within what its messages allow", () => {
    for (const { id } of shifted.traces) expect(codesOf(shifted, id)).toContain("node_clock_wrong/ahead");
    const { offsetNs = 0n, boundNs = 0n } = shifted.context.clocks.find(({ node }) => node === SHIFTED) ?? {};
    expect(Number(boundNs)).toBeLessThan(50_000_000);
    expect(Math.abs(Number(offsetNs - 7_000_000_000n))).toBeLessThanOrEqual(Number(boundNs));
  });

  test("is blamed for nothing but its clock: reasons are those of the log as it was", () => {
    const common = (judged: Judged, id: string): string =>
      codesOf(judged, id)
        .filter((code) => /^(slow_peer|slow_dissemination|slow_submit|ordered_late|slow_endorser)/.test(code))
        .sort()
        .join(" ");
    const same = shifted.traces.filter(({ id }) => common(shifted, id) === common(unshifted, id));
    expect(shifted.traces.length).toBeGreaterThan(300);
    expect(same.length / shifted.traces.length).toBeGreaterThan(0.95);
  });

  test("does not make its peer lag, nor another stand still", () => {
    const inBlocks = ({ fromNs }: Silence): boolean => fromNs < 1_795_289_660_000_000_000n;
    const silent = (judged: Judged) => judged.context.silences.filter(inBlocks).map(({ node }) => node);
    expect(silent(shifted)).toEqual(silent(failures));
  });
});

describe("a view change", () => {
  /** When the recording's README says that the leader was killed, Unix milliseconds. */
  const KILLED = 1_795_250_638_140;

  test("is the reason of each transaction that waited for it, and of no other", () => {
    const late = bft.traces.filter(({ id }) => codesOf(bft, id).includes("ordered_late/view_change"));
    const waited = bft.traces.filter(({ id }) => {
      const { endorsed = 0, committed = 0 } = bft.clients.get(id) ?? {};
      return endorsed < KILLED + 6000 && committed > KILLED + 1000 && committed - endorsed > 1500;
    });
    expect(waited.length).toBeGreaterThan(15);
    expect(late.map(({ id }) => id).sort()).toEqual(waited.map(({ id }) => id).sort());
  });
});

describe("retry chains", () => {
  let chains: readonly RetryChain[];
  beforeAll(async () => {
    chains = await retryChainsIn(networks.warehouse, operator, { ...bft.range, from: 0, to: bft.network.height });
  });

  test("link the same call after its failure was known, as the clients' own times have it", () => {
    expect(chains.length).toBeGreaterThan(50);
    for (const { attempts, outcome, chaincode, function: name } of chains) {
      const clients = attempts.map(({ id }) => bft.clients.get(id) as ClientTruth);
      for (const [index, client] of clients.entries()) {
        expect([client.chaincode, client.function]).toEqual([chaincode, name]);
        const before = clients[index - 1];
        if (!before) continue;
        expect(before.code).not.toBe(0);
        // The first peer commits some time before the client hears of it from its own.
        expect(client.proposed).toBeGreaterThan((before.committed as number) - 250);
        expect(client.proposed).toBeLessThan((before.committed as number) + 60_000);
      }
      expect(clients.at(-1)?.code === 0).toBe(outcome === "succeeded");
    }
  });

  test("hold each attempt once, and are the reason of the later ones", async () => {
    const ids = chains.flatMap(({ attempts }) => attempts.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    const later = new Set(chains.flatMap(({ attempts }) => attempts.slice(1).map(({ id }) => id)));
    for (const { id } of bft.traces) {
      expect(codesOf(bft, id).some((code) => code.startsWith("retry_chain"))).toBe(later.has(id));
    }
  });

  test("are found from each of their attempts alone, by those who may read them, and from nothing else", async () => {
    const { network, channel } = bft.range;
    const calls = await networks.warehouse.query<RetriedCall>(
      `SELECT network, channel, tx_id AS id, toUInt32(height) AS height, lower(hex(creator_cert_sha256)) AS certSha256,
  chaincode, lower(hex(sipHash128(function, args))) AS callHash
FROM store.fabric_transactions WHERE network = {network:String} AND channel = {channel:String}`,
      { network, channel },
    );
    const chainOf = new Map(chains.flatMap((chain) => chain.attempts.map(({ id }) => [id, chain] as const)));
    const looked = [
      ...calls.filter(({ id }) => chainOf.has(id)).slice(0, 40),
      ...calls.filter(({ id }) => !chainOf.has(id)).slice(0, 20),
    ];
    for (const call of looked) {
      expect(await retryChainOf(networks.warehouse, operator, call)).toEqual(chainOf.get(call.id));
    }
    const guest: Viewer = { ...operator, name: "guest", networks: ["other"] };
    expect(await retryChainOf(networks.warehouse, guest, looked[0] as RetriedCall)).toBeUndefined();
  });
});

describe("the suspicion that a leader passes transactions over", () => {
  test("falls on nobody in a network whose leaders were killed but honest", async () => {
    for (const { range } of [failures, bft]) {
      const { leaders, passedOver } = await networkFindings(networks.warehouse, operator, range);
      expect(passedOver).toEqual([]);
      for (const { score } of leaders) expect(score).toBe(10);
    }
  });

  test("falls on the leader of the blocks without a transaction that two orderers had had for long", async () => {
    const at = (height: number): TxTrace => failures.traces.find((trace) => trace.height === height) as TxTrace;
    // Blocks of a quiet time, some seconds after the first election and before the next fault.
    const late = at(100);
    const cut = late.spans.find(({ name }) => name === "fabric.order.consensus");
    const since = (cut?.startNs as bigint) - 3_000_000_000n;
    const { network, channel } = failures.range;
    await writeFacts(
      networks.warehouse,
      ["orderer2", "orderer3"].map((node) => ({
        ...{ network, channel, subject: "tx" as const, id: late.id, stage: "fabric.broadcast" as const, node },
        ...{ remote: "", attempt: 0, startNs: since, evidence: "measured" as const },
        ...{ source: `log:${node}:orderer.common.broadcast`, attributes: {} },
      })),
      "withheld",
    );
    const range = { ...failures.range, from: 92, to: 104 };
    const { passedOver, leaders } = await networkFindings(networks.warehouse, operator, range);
    expect(passedOver.map(({ id }) => id)).toEqual([late.id]);
    const [passed] = passedOver;
    expect(passed?.leaders.map(({ leader }) => leader)).toEqual([cut?.node]);
    expect(passed?.blocks.length).toBeGreaterThan(1);
    expect(passed?.blocks.every((height) => height < 100)).toBe(true);
    expect(leaders[0]).toMatchObject({ leader: cut?.node, suspected: passed?.blocks.length });
    const context = await slownessContext(networks.warehouse, operator, range);
    const suspicion = slow(late, context).find(({ kind }) => kind === "suspicion");
    expect(suspicion).toMatchObject({ code: "leader_withholding" });
    expect(suspicion?.summary.en).toContain(cut?.node);
  });
});
