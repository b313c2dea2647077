import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fabric } from "@ledgerscope/fabric";
import { readRecordedLines } from "@ledgerscope/fabric-traffic";
import { faults, type ReplayNetwork, startReplayNetwork } from "@ledgerscope/testkit";
import { collect } from "@ledgerscope/tracer-collector";
import { tracerSchema } from "@ledgerscope/tracer-store";
import { openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { root } from "./support/cli.ts";

const NETWORK = { network: "relief", channel: "mychannel", family: "fabric" };
const PEERS = ["peer0", "peer1"];

let folder: string;
let warehouse: Warehouse;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ledgerscope-observers-"));
  warehouse = await openWarehouse({ path: join(folder, "warehouse") });
  await warehouse.migrate([tracerSchema]);
});
afterAll(async () => {
  await warehouse?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const { name } of tracerSchema.tables) await warehouse.command(`TRUNCATE TABLE store.${name}`);
});

/** Observes until it is told to stop. */
function observe(keys: object, config?: unknown): () => Promise<void> {
  const stopping = new AbortController();
  const running = collect({
    ...{ ...NETWORK, warehouse, config, observe: keys, baseDir: folder, follow: true, signal: stopping.signal },
  });
  return async () => {
    stopping.abort();
    await running;
  };
}

interface Seen {
  readonly subject: string;
  readonly id: string;
  readonly stage: string;
  readonly node: string;
  readonly edge: string;
  readonly evidence: string;
  readonly source: string;
  readonly start_ms: number | null;
  readonly end_ms: number | null;
  readonly attributes: Readonly<Record<string, string>>;
}

const facts = (where: string): Promise<Seen[]> =>
  warehouse.query<Seen>(
    `SELECT subject, id, stage, node, edge, evidence, source, attributes,
  toFloat64(toUnixTimestamp64Milli(start_at)) AS start_ms, toFloat64(toUnixTimestamp64Milli(end_at)) AS end_ms
FROM store.stage_facts FINAL WHERE ${where} ORDER BY at, node`,
  );
const until = <T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> =>
  vi.waitFor(
    async () => {
      const value = await read();
      expect(holds(value), JSON.stringify(value).slice(0, 500)).toBe(true);
      return value;
    },
    { timeout: 20_000, interval: 100 },
  );

describe("blocks that running nodes deliver", () => {
  let replay: ReplayNetwork;
  let stop = async (): Promise<void> => undefined;

  beforeEach(async () => {
    const recording = join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
    const nodes = [
      ...PEERS.map((name) => ({ name, kind: "peer" }) as const),
      { name: "orderer0", kind: "orderer" } as const,
    ];
    replay = await startReplayNetwork({ recording, folder: join(folder, "replay"), nodes, pace: "manual", height: 10 });
  });
  afterEach(async () => {
    await stop();
    await replay.stop();
  });

  const configOf = (): unknown => {
    const nodesOf = (names: readonly string[]): object =>
      Object.fromEntries(
        names.map((name) => [name, { url: `grpcs://${replay.node(name).address}`, tlsCa: replay.tlsCa }]),
      );
    const { msp, mspId } = replay.user;
    return fabric.parseConfig(
      {
        ...{ family: "fabric", channel: "mychannel", identity: { msp, mspId } },
        ...{ peers: nodesOf(PEERS), orderers: nodesOf(["orderer0"]) },
      },
      { network: "relief", baseDir: folder },
    );
  };
  const listening = (): Promise<unknown> =>
    // Its first block tells that a stream stands; only what comes after counts.
    until(
      async () => {
        replay.chain.release(replay.chain.height + 1);
        return facts("subject = 'block'");
      },
      (found) => new Set(found.map(({ node }) => node)).size === 3,
    );

  test("are noted once for each node, under the configuration's name, with our time and the ledger's hashes", async () => {
    stop = observe({ blocks: { first: "peer0", second: replay.node("peer1").address } }, configOf());
    await listening();
    const from = replay.chain.height;
    replay.chain.release(from + 5);
    const isLate = `subject = 'block' AND toUInt64(id) >= ${from}`;
    const found = await until(
      () => facts(isLate),
      ({ length }) => length >= 15,
    );
    expect(found).toHaveLength(15);
    for (const name of ["first", "second"]) {
      const own = found.filter(({ node }) => node === name);
      expect(own.map(({ id }) => Number(id))).toEqual([0, 1, 2, 3, 4].map((index) => from + index));
      for (const fact of own) {
        expect(fact).toMatchObject({ stage: "fabric.commit", edge: "end", evidence: "observed" });
        expect(fact.source).toBe(`deliver:${name}`);
        expect(fact.attributes["fabric.block.commit_hash"]).toMatch(/^[0-9a-f]{64}$/);
        const lateMs = (fact.end_ms as number) - (replay.chain.availableAtMs(Number(fact.id)) as number);
        expect(lateMs).toBeGreaterThanOrEqual(-1);
        expect(lateMs).toBeLessThan(10_000);
      }
    }
    const ordered = found.filter(({ node }) => node === "orderer0");
    expect(new Set(ordered.map(({ stage }) => stage))).toEqual(new Set(["fabric.order.write"]));
    expect(ordered[0]?.attributes["fabric.block.data_hash"]).toBe(
      found.find(({ node, id }) => node === "first" && id === ordered[0]?.id)?.attributes["fabric.block.data_hash"],
    );
    expect(ordered[0]?.attributes["fabric.block.commit_hash"]).toBeUndefined();
  });

  test("that came while nobody listened are not said to have come when somebody asked", async () => {
    stop = observe({ blocks: true }, configOf());
    await listening();
    await stop();
    const before = await facts("subject = 'block'");
    const missed = replay.chain.height;
    replay.chain.release(missed + 10);
    stop = observe({ blocks: true }, configOf());
    const again = replay.chain.height;
    await until(
      async () => {
        replay.chain.release(replay.chain.height + 1);
        return facts(`subject = 'block' AND toUInt64(id) >= ${again}`);
      },
      (found) => new Set(found.map(({ node }) => node)).size === 3,
    );
    expect(await facts(`subject = 'block' AND toUInt64(id) BETWEEN ${missed} AND ${again - 1}`)).toEqual([]);
    expect(await facts(`subject = 'block' AND toUInt64(id) < ${missed}`)).toEqual(before);
  });

  test("stop coming from a node that is killed: it is named, from when to when", async () => {
    stop = observe({ blocks: true }, configOf());
    await listening();
    const killedMs = Date.now();
    await replay.node("peer1").kill();
    const isAway = "stage = 'fabric.node.unreachable'";
    const [down] = await until(
      () => facts(isAway),
      ({ length }) => length > 0,
    );
    expect(down).toMatchObject({ node: "peer1", edge: "start", source: "deliver:peer1", subject: "node" });
    expect(down?.id).toBe(String(Math.floor((down?.start_ms as number) / 1_000)));
    expect(Math.abs((down?.start_ms as number) - killedMs)).toBeLessThan(5_000);
    await replay.node("peer1").start();
    const backMs = Date.now();
    replay.chain.release(replay.chain.height + 2);
    const whole = await until(
      () => facts(`${isAway} AND edge = 'span'`),
      ({ length }) => length > 0,
    );
    expect(whole).toHaveLength(1);
    expect(whole[0]).toMatchObject({ node: "peer1", start_ms: down?.start_ms });
    expect(whole[0]?.end_ms as number).toBeGreaterThanOrEqual(backMs - 1_000);
  });

  test("stop coming from a node that keeps its connection and says nothing: it is named once others go on", async () => {
    stop = observe({ blocks: true }, configOf());
    await listening();
    const at = replay.chain.height;
    replay.node("peer0").setFaults([faults.stall(at)]);
    const found = await until(
      async () => {
        replay.chain.release(replay.chain.height + 1);
        return facts("stage = 'fabric.node.unreachable'");
      },
      ({ length }) => length > 0,
    );
    expect(found.map(({ node }) => node)).toEqual(["peer0"]);
    expect(found[0]?.attributes["error"]).toMatch(
      new RegExp(`has not delivered block ${at}, which \\w+ and others have`),
    );
  });

  test("are asked for of a network that runs, not of a file", async () => {
    const ledger = join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
    const config = fabric.parseConfig(
      { family: "fabric", channel: "mychannel", ledger },
      { network: "relief", baseDir: "/" },
    );
    await expect(observe({ blocks: true }, config)()).rejects.toThrow(
      /networks\.relief\.observe\.blocks: .*leave it out/,
    );
  });
});

describe("metrics of nodes", () => {
  const servers: Server[] = [];
  let stop = async (): Promise<void> => undefined;
  afterEach(async () => {
    await stop();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** A node's operations service that says what the recorded node said. */
  async function serve(port: number, answer: () => string | undefined): Promise<number> {
    const server = createServer((request, response) => {
      const text = request.url === "/metrics" ? answer() : undefined;
      response.writeHead(text === undefined ? 503 : 200, { "content-type": "text/plain; version=0.0.4" }).end(text);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }
  const scrapesOf = async (node: string): Promise<string[]> => {
    const recording = join(root, "test/fixtures/fabric-failures");
    const lines = await readRecordedLines<{ text: string | null }>(recording, `metrics/${node}.jsonl.xz`);
    return lines.flatMap(({ text }) => text ?? []);
  };
  const leads = (text: string | undefined): boolean => /^consensus_etcdraft_is_leader\{[^}]*\} 1$/m.test(text ?? "");

  test("are kept where they change, and tell who came to lead; a node that does not answer is named", async () => {
    const texts = await scrapesOf("orderer1");
    const elected = texts.findIndex((text, index) => leads(text) && !leads(texts[index - 1]));
    expect(elected).toBeGreaterThan(0);
    const said = [texts[elected - 1], texts[elected], undefined, texts[elected]];
    let asked = 0;
    const port = await serve(0, () => said[Math.min(asked++, said.length - 1)]);
    stop = observe({ metrics: { orderer1: `http://127.0.0.1:${port}` } });
    await vi.waitFor(() => expect(asked).toBeGreaterThan(4), { timeout: 40_000, interval: 200 });
    await stop();

    const [leader, ...others] = await facts("stage = 'fabric.node.leader'");
    expect(others).toEqual([]);
    expect(leader).toMatchObject({ node: "orderer1", source: "metrics:orderer1", evidence: "observed", edge: "span" });
    const away = await facts("stage = 'fabric.node.unreachable'");
    expect(away.map(({ node, edge }) => [node, edge])).toEqual([
      ["orderer1", "start"],
      ["orderer1", "span"],
    ]);
    expect(away[0]?.attributes["error"]).toMatch(/\/metrics answered 503$/);

    const samples = await warehouse.query<{ metric: string; values: number[] }>(
      `SELECT metric, groupArray(value) AS values FROM (SELECT * FROM store.metric_samples ORDER BY at)
WHERE network = 'relief' AND node = 'orderer1' GROUP BY metric ORDER BY metric`,
    );
    const valuesOf = (metric: string) => samples.find((one) => one.metric === metric)?.values;
    expect(valuesOf("consensus_etcdraft_is_leader")).toEqual([0, 1]);
    expect(valuesOf("consensus_etcdraft_cluster_size")).toEqual([3]);
    expect(samples.filter(({ metric }) => /^go_|_bucket$/.test(metric))).toEqual([]);
  }, 60_000);

  test("that are none name the line, and the node", async () => {
    const port = await serve(0, () => "good 1\n<html>");
    stop = observe({ metrics: { peer1: `http://127.0.0.1:${port}` } });
    const [found] = await until(
      () => facts("stage = 'fabric.node.unreachable'"),
      ({ length }) => length > 0,
    );
    expect(found?.attributes["error"]).toMatch(/line 2 is no metric: <html>/);
  });
});
