import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fabricSchema } from "@ledgerscope/fabric";
import { type Devnet, findFabricBinaries, startDevnet } from "@ledgerscope/fabric-devnet";
import type { Seen } from "@ledgerscope/fabric-traffic";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ledgerscope, root } from "./support/cli.ts";
import { describeGiven } from "./support/describeGiven.ts";
import { LiveStack } from "./support/liveStack.ts";

/**
 * `LEDGERSCOPE_FABRIC_LIVE=raft` or `bft`: a real network of the user's own Fabric programs under traffic of every
 * kind, while the leader, a peer and, again and again, the indexer are killed. What is stored in the end is compared
 * with the ledger as it lies on a peer's disk. `LEDGERSCOPE_FABRIC_LIVE_PORT`: the first of its 300 ports.
 */
const wanted = process.env["LEDGERSCOPE_FABRIC_LIVE"] ?? "";
const basePort = Number(process.env["LEDGERSCOPE_FABRIC_LIVE_PORT"] ?? 28_000);
const SECONDS = Number(process.env["LEDGERSCOPE_FABRIC_LIVE_SECONDS"] ?? 60);
const RATE = Number(process.env["LEDGERSCOPE_FABRIC_LIVE_RATE"] ?? 15);
const KILLS = 4;
/** Each peer holds the signatures of the orderer that it heard a block from, and only a running network arrivals. */
const OF_ONE_NODE = ["fabric_block_signatures", "fabric_arrivals", "fabric_private_data"];
/** Who signed a block for the orderers is in its signatures. */
const ROWS_OF_ALL: Readonly<Record<string, string>> = {
  fabric_identity_uses: "use != 'orderer'",
  fabric_identities: "cert_sha256 IN (SELECT cert_sha256 FROM store.fabric_identity_uses WHERE use != 'orderer')",
};
/** Passes take steps of other lengths behind a running network: of each key the newest row counts. */
const NEWEST_OF: Readonly<Record<string, string>> = {
  fabric_state: "ORDER BY height DESC, tx_index DESC LIMIT 1 BY network, channel, namespace, collection, key",
};
/** Bytes with those signatures, and what follows from them. */
const COLUMNS_OF_ONE_NODE = ["network", "seq", "metadata", "consenter_metadata", "consensus", "orderer_msps", "bytes"];

let absent = "set LEDGERSCOPE_FABRIC_LIVE=raft or bft";
const binaries = /^(raft|bft)$/.test(wanted)
  ? await findFabricBinaries().catch((error: Error) => {
      absent = error.message;
      return undefined;
    })
  : undefined;

describeGiven(binaries, absent, `a live network (${wanted}), its nodes and the indexer killed`, () => {
  let folder = "";
  let devnet: Devnet;
  let stack: LiveStack;
  let seen: readonly Seen[];
  let disk = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledgerscope-fabric-live-"));
    const network = join(folder, "devnet");
    devnet = await startDevnet({ folder: network, consensus: wanted as "raft" | "bft", organisations: 2, basePort });
    const { organisations, peers } = devnet.description;
    disk = join(peers[0]?.ledger ?? "", "mychannel");
    const organisation = organisations.find(({ profile }) => profile);
    stack = await LiveStack.start({
      live: {
        ...{ family: "fabric", channel: "mychannel", discover: true, privateData: true },
        ...{ profile: organisation?.profile, identity: { msp: organisation?.users["User1"] } },
      },
    });
    stack.startIndexer();
    const leader = await vi.waitFor(
      async () => {
        const name = await devnet.leader();
        expect(name).toBeDefined();
        return name as string;
      },
      { timeout: 60_000, interval: 500 },
    );
    const out = join(folder, "clients.jsonl");
    const driven = drive(out, `kill:${leader}@${SECONDS * 0.2}+8,kill:${peers[0]?.name}@${SECONDS * 0.6}+8`);
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep((SECONDS * 1000) / (KILLS + 1));
      await stack.killIndexer();
      stack.startIndexer();
    }
    await driven;
    seen = readFileSync(out, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    await caughtUp();
  }, 900_000);

  afterAll(async () => {
    await devnet?.stop();
    await stack?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  });

  async function drive(out: string, faults: string): Promise<void> {
    const child: ChildProcess = spawn(
      process.execPath,
      [
        join(root, "deploy/fabric-traffic/dist/main.js"),
        ...["drive", "--devnet", join(folder, "devnet"), "--mix", "all", "--seed", "11", "--rate", String(RATE)],
        ...["--seconds", String(SECONDS), "--faults", faults, "--out", out],
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const [code] = await once(child, "exit");
    expect(code, said.slice(-2_000)).toBe(0);
  }

  /** Every peer has every block, and the indexer, and its passes have been over all of them. */
  async function caughtUp(): Promise<void> {
    const height = await vi.waitFor(
      async () => {
        const heights = (await devnet.status()).flatMap(({ kind, height: own }) => (kind === "peer" ? [own ?? 0] : []));
        expect(new Set(heights).size).toBe(1);
        return heights[0] as number;
      },
      { timeout: 60_000, interval: 500 },
    );
    await stack.waitFor("live", height - 1);
    const passed = (): Promise<{ pass: string; through: number }[]> =>
      stack.query(`SELECT pass, toInt32(max(to)) AS through FROM store._passes WHERE network = 'live' GROUP BY pass`);
    await vi.waitFor(
      async () => {
        const done = new Map((await passed()).map(({ pass, through }) => [pass, through]));
        expect(Object.fromEntries(done)).toMatchObject({ private_data: height, conflicts: height, state: height });
      },
      { timeout: 180_000, interval: 1_000 },
    );
    await stack.stopIndexer();
  }

  test("every row of the chain's tables is that of the ledger on a peer's disk, and none is there twice", async () => {
    const proved = await ledgerscope(stack.folder, "verify", "--network", "live", "--node");
    expect(proved.code, proved.stdout + proved.stderr).toBe(0);
    await devnet.stop();
    const config = JSON.stringify({ family: "fabric", recorded: true, channel: "mychannel", ledger: disk });
    writeFileSync(stack.config, `${readFileSync(stack.config, "utf8").replace(/\}\s*$/, `,"disk":${config}}`)}\n`);
    const read = await ledgerscope(stack.folder, "backfill", "--network", "disk");
    expect(read.code, read.stdout + read.stderr).toBe(0);

    const report: string[] = [];
    for (const { name, columns, kept } of tables()) {
      const rows = await stack.query<{ network: string; rows: string; distinct: string; digest: string }>(
        `SELECT network, count() AS rows, uniqExact(${columns}) AS distinct, toString(groupBitXor(cityHash64(${columns}))) AS digest
FROM (SELECT * FROM store.${name}${kept ? " FINAL" : ""} WHERE network IN ('live', 'disk') AND ${ROWS_OF_ALL[name] ?? "true"} ${NEWEST_OF[name] ?? ""}) GROUP BY network ORDER BY network`,
      );
      report.push(`${name} ${rows[0]?.rows ?? 0}`);
      const [own, others] = [rows[1], rows[0]].map((row) => row && { ...row, network: "" });
      expect(own, name).toEqual(others);
      expect(own?.distinct, name).toBe(own?.rows);
    }
    console.info(`${seen.length} submissions on ${wanted}, rows equal: ${report.join(", ")}`);
  }, 300_000);

  test("every outcome that a client was told of is the one that is stored", async () => {
    const stored = new Map(
      (
        await stack.query<{ id: string; height: string; code: number }>(
          `SELECT tx_id AS id, toString(height) AS height, toInt32(min(validation_code)) AS code
FROM store.fabric_transactions WHERE network = 'live' GROUP BY id, height`,
        )
      ).map(({ id, height, code }) => [`${id} ${height}`, code]),
    );
    const told = seen.filter(({ txId, code, block }) => txId && code !== undefined && block !== undefined);
    expect(told.length).toBeGreaterThan((SECONDS * RATE) / 3);
    const wrong = told.filter(({ txId, code, block }) => code === 0 && stored.get(`${txId} ${block}`) !== code);
    expect(wrong).toEqual([]);
  });

  test("private data that the peers hold are there, each checked against its block", async () => {
    const [row] = await stack.query<{ rows: number }>(
      "SELECT toUInt32(count()) AS rows FROM store.fabric_private_data WHERE network = 'live'",
    );
    expect(row?.rows).toBeGreaterThan(0);
  });
});

/** Tables of the chain's own rows, and the columns that all nodes agree on. */
function tables(): { readonly name: string; readonly columns: string; readonly kept: boolean }[] {
  return fabricSchema.tables
    .filter(({ name }) => !OF_ONE_NODE.includes(name))
    .map(({ name, columns, replacingBy }) => ({
      name,
      columns: Object.keys(columns)
        .filter((column) => !COLUMNS_OF_ONE_NODE.includes(column))
        .join(", "),
      kept: replacingBy !== undefined,
    }));
}
