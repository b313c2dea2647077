import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Batch, ConfigError, CorruptDataError, type Source } from "@ledgerscope/core";
import { fabric, type ObservedBlock, observeBlocks } from "@ledgerscope/fabric";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { nativeRows } from "./nativeRows.ts";
import { faults } from "./replayPeer/faults.ts";
import { type ReplayNetwork, type ReplayNetworkOptions, startReplayNetwork } from "./replayPeer/replayNetwork.ts";

const recording = resolve(import.meta.dirname, "../../fixtures/fabric-bft/peer1.blockfile_000000.xz");
const BLOCKS = 201;

const PEERS = ["peer0", "peer1", "peer2"] as const;

describe("a channel that running nodes serve", () => {
  let folder: string;
  let network: ReplayNetwork;
  let sources: Source[] = [];
  let onDisk: readonly Batch[];

  beforeAll(async () => {
    onDisk = await read(await opened({ ledger: recording }));
  }, 60_000);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledgerscope-deliver-"));
  });
  afterEach(async () => {
    await Promise.all(sources.map((source) => source.close()));
    sources = [];
    await network?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function opened(keys: object): Promise<Source> {
    const config = fabric.parseConfig(
      { family: "fabric", channel: "mychannel", ...keys },
      { network: "relief", baseDir: folder ?? tmpdir() },
    );
    const source = await fabric.open(config);
    sources.push(source);
    return source;
  }

  async function start(options: Partial<ReplayNetworkOptions> = {}, names: readonly string[] = PEERS): Promise<void> {
    const nodes = names.map((name) => ({ name, kind: name.startsWith("peer") ? "peer" : "orderer" }) as const);
    network = await startReplayNetwork({ recording, folder, nodes, ...options });
  }

  const nodesOf = (names: readonly string[]): object =>
    Object.fromEntries(
      names.map((name) => [name, { url: `grpcs://${network.node(name).address}`, tlsCa: network.tlsCa }]),
    );

  const live = (names: readonly string[] = PEERS, more: object = {}): Promise<Source> =>
    opened({ peers: nodesOf(names), identity: { msp: network.user.msp, mspId: network.user.mspId }, ...more });

  async function read(source: Source, to = BLOCKS): Promise<Batch[]> {
    const batches: Batch[] = [];
    for await (const batch of source.stream({ from: 0, to }, new AbortController().signal)) batches.push(batch);
    return batches;
  }

  /** Rows of every table; batches may be cut elsewhere. */
  function rowsOf(batches: readonly Batch[]): Map<string, string[]> {
    const rows = new Map<string, string[]>();
    for (const { table, bytes } of batches.flatMap(({ payloads }) => payloads)) {
      // When a block came is no part of it.
      if (table === "fabric_arrivals") continue;
      rows.set(table, [...(rows.get(table) ?? []), ...nativeRows(bytes)]);
    }
    return rows;
  }

  function expectWhole(batches: readonly Batch[]): void {
    expect(batches.flatMap(({ headers }) => headers.map(({ number }) => number))).toEqual(
      Array.from({ length: BLOCKS }, (_, number) => number),
    );
    expect(batches.flatMap(({ quarantined }) => quarantined)).toEqual([]);
    expect(rowsOf(batches)).toEqual(rowsOf(onDisk));
  }

  const agreement = (batches: readonly Batch[], state: string): { height: number; detail: string }[] =>
    batches
      .flatMap(({ checks }) => checks)
      .filter((check) => check.check === "peer_agreement" && check.state === state)
      .map(({ height, detail = "" }) => ({ height, detail }));

  test("gives row for row what the peer's block file gives, and its peers agree at every block", async () => {
    await start();
    const source = await live();
    expect(await source.head()).toMatchObject({ latest: { number: BLOCKS - 1 } });
    const batches = await read(source);
    expectWhole(batches);
    expect(agreement(batches, "verified").length).toBe(BLOCKS);
  });

  test("a connection that breaks is resumed at the block that is due", async () => {
    await start({}, ["peer0"]);
    network.node("peer0").setFaults([faults.drop(30), faults.unavailable(60), faults.drop(61)]);
    expectWhole(await read(await live(["peer0"])));
  });

  test("a peer that stalls while others go on is left", async () => {
    await start();
    network.node("peer0").setFaults([faults.stall(40)]);
    expectWhole(await read(await live()));
  });

  test("a peer that dies is replaced, and compared again once it is back", async () => {
    await start({ pace: "manual" });
    network.chain.release(50);
    const source = await live();
    const ending = new AbortController();
    const batches: Batch[] = [];
    for await (const batch of source.stream({ from: 0 }, ending.signal)) {
      batches.push(batch);
      if (batch.to === 50) {
        await network.node("peer0").kill();
        network.chain.release(100);
      } else if (batch.to === 100) {
        await network.node("peer0").start();
        network.chain.release(BLOCKS);
      } else if (batch.to === BLOCKS) ending.abort();
    }
    expectWhole(batches);
    expect(agreement(batches, "failed")).toEqual([]);
  });

  test("a peer that alters an envelope is named at that block, which comes from another one", async () => {
    await start();
    network.node("peer0").setFaults([faults.change(70)]);
    const batches = await read(await live());
    expectWhole(batches);
    const [failed, ...more] = agreement(batches, "failed");
    expect(failed).toMatchObject({ height: 70, detail: expect.stringContaining("peer0") });
    expect(more).toEqual([]);
  });

  test.each(["peer0", "peer2"])("%s forks: it is named at its first block, the majority goes on", async (liar) => {
    await start();
    network.node(liar).setFaults([faults.fork(90)]);
    const batches = await read(await live());
    expectWhole(batches);
    const [failed, ...more] = agreement(batches, "failed");
    expect(failed).toMatchObject({ height: 90, detail: expect.stringContaining(liar) });
    expect(failed?.detail).toMatch(/data hash: .* has [0-9a-f]{64}, .* [0-9a-f]{64}/);
    expect(more).toEqual([]);
  });

  test.each(["swap", "number"] as const)(
    "a peer that sends what was not asked for (%s) is left and named",
    async (fault) => {
      await start();
      network.node("peer0").setFaults([faults[fault](90)]);
      const batches = await read(await live());
      expectWhole(batches);
      expect(agreement(batches, "failed")).toEqual([
        { height: 90, detail: expect.stringMatching(/peer0 sent block 91 where block 90 was due/) },
      ]);
    },
  );

  test("a signature that the sending peer altered is asked of another one", async () => {
    await start();
    const spoilt = (metadata: readonly Uint8Array[]): Uint8Array[] =>
      metadata.map((bytes, index) =>
        index === 0 ? Uint8Array.from(bytes, (byte, at) => (at === 60 ? byte ^ 1 : byte)) : bytes,
      );
    network
      .node("peer0")
      .setFaults([{ edit: (block) => (block.number === 80 ? { ...block, metadata: spoilt(block.metadata) } : block) }]);
    const batches = await read(await live());
    expectWhole(batches);
    expect(agreement(batches, "failed")).toEqual([
      { height: 80, detail: expect.stringMatching(/^peer0: (orderer_signatures|last_config|block_format): /) },
    ]);
  });

  test("a peer that leaves its validation codes out does not agree with those that have them", async () => {
    await start();
    network
      .node("peer0")
      .setFaults([
        { edit: (block) => (block.number < 60 ? block : { ...block, metadata: block.metadata.slice(0, 2) }) },
      ]);
    const batches = await read(await live());
    expectWhole(batches);
    expect(agreement(batches, "failed")).toEqual([
      { height: 60, detail: expect.stringMatching(/validation code of transaction 0: peer0 has none, peer1 0/) },
    ]);
  });

  test("a block that is wrong everywhere is held back, and nobody is left for it", async () => {
    await start();
    for (const name of PEERS) network.node(name).setFaults([faults.change(50)]);
    const batches = await read(await live());
    expect(batches.flatMap(({ quarantined }) => quarantined.map(({ height }) => height))).toEqual([50]);
    expect(agreement(batches, "failed")).toEqual([
      { height: 50, detail: expect.stringMatching(/peer0: data_hash: .*; peer1: data_hash: /) },
    ]);
    expect(agreement(batches, "verified").length).toBe(BLOCKS - 1);
  });

  test("a peer that lags is compared later, and named where it differs from what was given", async () => {
    await start({ pace: "manual" });
    network.chain.release(60);
    network.node("peer2").setFaults([faults.stall(30)]);
    const source = await live();
    const ending = new AbortController();
    const batches: Batch[] = [];
    for await (const batch of source.stream({ from: 0 }, ending.signal)) {
      batches.push(batch);
      if (batch.to === 60) {
        network.node("peer2").setFaults([faults.fork(35)]);
        setTimeout(() => network.chain.release(BLOCKS), 1_000);
      } else if (batch.to === BLOCKS) ending.abort();
    }
    expectWhole(batches);
    expect(agreement(batches, "failed")).toEqual([
      { height: expect.any(Number), detail: expect.stringMatching(/^block 35: data hash: peer0 has .*, peer2 /) },
    ]);
  }, 30_000);

  test("of two peers, one that sends half a block is left and named, and the other believed", async () => {
    await start({}, ["peer0", "peer1", "orderer0"]);
    network.node("peer0").setFaults([faults.truncate(90)]);
    const batches = await read(await live(["peer0", "peer1"], { orderers: nodesOf(["orderer0"]) }));
    expectWhole(batches);
    expect(agreement(batches, "failed")).toEqual([
      { height: 90, detail: expect.stringMatching(/peer0 sent what is no block/) },
    ]);
  });

  test("of two that differ none is believed: both are named, unless one is trusted", async () => {
    await start({}, ["peer0", "peer1"]);
    network.node("peer0").setFaults([faults.fork(90)]);
    const error = await read(await live(["peer0", "peer1"])).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(CorruptDataError);
    expect((error as Error).message).toMatch(/block 90,.*data hash: peer0 has .*peer1/);
    const batches = await read(await live(["peer0", "peer1"], { trust: "peer1" }));
    expectWhole(batches);
    expect(agreement(batches, "failed")[0]).toMatchObject({ height: 90 });
  });

  test("whoever is no longer let in is told what to change", async () => {
    await start({}, ["peer0"]);
    network.node("peer0").setFaults([faults.forbid(20)]);
    const error = await read(await live(["peer0"])).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toContain("FORBIDDEN");
  });

  test("a channel that no peer has joined is answered with those that it has", async () => {
    await start({}, ["peer0"]);
    const source = await live(["peer0"], { channel: "other" });
    await expect(source.head()).rejects.toThrow(/"other".*joined: mychannel/);
  });

  test("an identity is taken from a wallet of fabric-network, or from its two PEM files", async () => {
    await start({}, ["peer0"]);
    const { mspId, msp } = network.user;
    const certificate = join(msp, "signcerts", (await readdir(join(msp, "signcerts")))[0] as string);
    const key = join(msp, "keystore", (await readdir(join(msp, "keystore")))[0] as string);
    const credentials = {
      certificate: await readFile(certificate, "utf8"),
      privateKey: await readFile(key, "utf8"),
    };
    await writeFile(join(folder, "appUser.id"), JSON.stringify({ credentials, mspId, type: "X.509", version: 1 }));
    for (const identity of [
      { wallet: folder, label: "appUser" },
      { certificate, key, mspId },
    ]) {
      const source = await live(["peer0"], { identity });
      expect(await source.head()).toMatchObject({ latest: { number: BLOCKS - 1 } });
    }
    await expect(live(["peer0"], { identity: { wallet: folder, label: "admin" } })).rejects.toThrow(
      /relief\.identity\.label: .*"admin": it has appUser/,
    );
    const stranger = { certificate, key, mspId: "Org7MSP" };
    await expect((await live(["peer0"], { identity: stranger })).head()).rejects.toThrow(
      /networks\.relief: .*of Org7MSP .*FORBIDDEN/,
    );
  });

  test("peers and orderers that nobody named are discovered", async () => {
    await start({}, [...PEERS, "orderer0"]);
    const batches = await read(await live(["peer0"], { discover: true }));
    expectWhole(batches);
    expect(agreement(batches, "verified").length).toBe(BLOCKS);
  });

  test("mutual TLS: the certificate's hash binds the request", async () => {
    await start({ mutualTls: true }, ["peer0"]);
    const refused = await (await live(["peer0"])).head().catch((error: unknown) => error);
    expect(String(refused)).toMatch(/mutual TLS|tls: \{ certificate, key \}/);
    const tls = { certificate: join(network.user.tls, "client.crt"), key: join(network.user.tls, "client.key") };
    expect(await (await live(["peer0"], { tls })).head()).toMatchObject({ latest: { number: BLOCKS - 1 } });
  });

  test("a new block is given within a fraction of a second, without polling", async () => {
    await start({ pace: "manual" });
    network.chain.release(10);
    const source = await live();
    const ending = new AbortController();
    const delays: number[] = [];
    const arrivals: number[] = [];
    let releasedMs = 0;
    for await (const batch of source.stream({ from: 0 }, ending.signal)) {
      arrivals.push(batch.payloads.find(({ table }) => table === "fabric_arrivals")?.rows ?? 0);
      if (releasedMs > 0) delays.push(performance.now() - releasedMs);
      if (batch.to === 40) ending.abort();
      setTimeout(() => {
        releasedMs = performance.now();
        network.chain.release(batch.to + 1);
      }, 5);
    }
    delays.sort((a, b) => a - b);
    expect(delays.length).toBe(30);
    expect(delays[15]).toBeLessThan(100);
    // The first ten were there before; of each new one it is known when it came, mostly from more than one peer.
    expect(arrivals[0]).toBe(0);
    expect(arrivals.slice(1).every((rows) => rows >= 1 && rows <= 3)).toBe(true);
    expect(arrivals.reduce((sum, rows) => sum + rows)).toBeGreaterThan(40);
  });

  test("each node is observed by itself: every block, in order, with the time of its arrival", async () => {
    await start({ pace: "manual" }, ["peer0", "orderer0"]);
    network.chain.release(20);
    const config = fabric.parseConfig(
      {
        family: "fabric",
        channel: "mychannel",
        peers: nodesOf(["peer0"]),
        orderers: nodesOf(["orderer0"]),
        identity: { msp: network.user.msp, mspId: network.user.mspId },
      },
      { network: "relief", baseDir: folder },
    );
    const ending = new AbortController();
    const seen = new Map<string, ObservedBlock[]>([
      ["peer0", []],
      ["orderer0", []],
    ]);
    for await (const observation of observeBlocks(config, { from: "newest", content: "blocks" }, ending.signal)) {
      if (!("raw" in observation)) continue;
      seen.get(observation.node.name)?.push(observation);
      const heights = [...seen.values()].map((blocks) => blocks.at(-1)?.number ?? 0);
      if (heights.every((height) => height === 39)) ending.abort();
      else if (heights.every((height) => height === network.chain.height - 1)) {
        network.node("peer0").setFaults([faults.drop(30)]);
        network.chain.release(40);
      }
    }
    // What the peer served after the cut had been there already.
    expect(seen.get("orderer0")?.filter(({ isNew }) => isNew).length).toBe(20);
    for (const blocks of seen.values()) {
      expect(blocks.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, index) => 19 + index));
      expect(blocks[0]?.isNew).toBe(false);
      for (const { number, arrivedNs, isNew } of blocks) {
        const madeMs = network.chain.availableAtMs(number) ?? 0;
        if (isNew) expect(Number(arrivedNs / 1_000_000n) - madeMs).toBeLessThan(2_000);
      }
    }
  });
});
