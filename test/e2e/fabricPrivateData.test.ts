import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { ledger } from "@hyperledger/fabric-protos";
import { backfill, type Check } from "@ledgerscope/core";
import { fabric } from "@ledgerscope/fabric";
import { publish } from "@ledgerscope/publication";
import { type ReplayNetwork, startReplayNetwork } from "@ledgerscope/testkit";
import { createSink, openWarehouse, runPasses, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { describeWith } from "./support/describeWith.ts";

const recording = path.join(root, "test/fixtures/fabric-failures");

interface PrivateRow {
  readonly height: number;
  readonly tx_index: number;
  readonly namespace: string;
  readonly collection: string;
  readonly key: string;
  readonly value_hex: string;
  readonly is_delete: boolean;
}

/** What a peer of the recording told its own organisation, read with Fabric's own message definitions. */
async function recordedPrivateData(peer: string): Promise<PrivateRow[]> {
  const { TxPvtReadWriteSet } = ledger.rwset;
  const { KVRWSet } = ledger.rwset.kvrwset;
  const text = gunzipSync(await readFile(path.join(recording, `peers/${peer}.jsonl.gz`))).toString("utf8");
  const rows: PrivateRow[] = [];
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const { block, privateData = {} } = JSON.parse(line) as { block: number; privateData?: Record<string, string> };
    for (const [place, base64] of Object.entries(privateData)) {
      for (const namespace of TxPvtReadWriteSet.deserializeBinary(Buffer.from(base64, "base64")).getNsPvtRwsetList()) {
        for (const set of namespace.getCollectionPvtRwsetList()) {
          for (const write of KVRWSet.deserializeBinary(set.getRwset_asU8()).getWritesList()) {
            rows.push({
              ...{ height: block, tx_index: Number(place), namespace: namespace.getNamespace() },
              ...{ collection: set.getCollectionName(), key: write.getKey() },
              value_hex: Buffer.from(write.getValue_asU8()).toString("hex"),
              is_delete: write.getIsDelete(),
            });
          }
        }
      }
    }
  }
  return rows;
}

/** Keys that clients purged, as those saw it. */
async function purgedByClients(): Promise<Set<string>> {
  const text = gunzipSync(await readFile(path.join(recording, "clients.jsonl.gz"))).toString("utf8");
  const lines = text.split("\n").filter((line) => line.includes("purgePrivate"));
  return new Set(
    lines
      .map((line) => JSON.parse(line) as { args: readonly string[]; code?: number })
      .filter(({ code }) => code === 0)
      .map(({ args }) => args[1] as string),
  );
}

const order = (rows: readonly PrivateRow[]): string[] =>
  rows
    .map(({ height, tx_index, namespace, collection, key, value_hex, is_delete }) =>
      JSON.stringify([height, tx_index, namespace, collection, key, value_hex, is_delete]),
    )
    .sort();

/** The ways in which a secret could leave: as it is, in hex, and in base64 at each of the three alignments. */
function traces(secret: Buffer): string[] {
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), secret])
      .toString("base64")
      .slice(shift === 0 ? 0 : shift + 1, -4),
  );
  const hex = secret.toString("hex");
  return [secret.toString("utf8"), hex, hex.toUpperCase(), ...base64];
}

describeWith("xz", "private data of a running network", () => {
  let folder: string;
  let replay: ReplayNetwork;
  let warehouse: Warehouse;
  const { signal } = new AbortController();

  const configOf = (network: string, more: object) =>
    fabric.parseConfig(
      {
        family: "fabric",
        channel: replay.channel,
        profile: replay.profile,
        identity: { msp: replay.user.msp },
        ...more,
      },
      { network, baseDir: folder },
    );

  /** Stores the network's blocks, and runs those passes that its configuration wants, as the command line does. */
  async function index(network: string, more: object): Promise<readonly Check[]> {
    const config = configOf(network, more);
    const source = await fabric.open(config);
    const sink = createSink(warehouse, { network, tables: fabric.schema.tables });
    await backfill(source, sink, { wanted: { from: 0, to: LAST + 1 }, signal });
    await source.close();
    const checks: Check[] = [];
    const passes = fabric.passes.filter(({ name }) => name === "private_data");
    await runPasses(warehouse, {
      ...{ network, tables: fabric.schema.tables, config, passes, signal },
      onStep: (step) => checks.push(...step.checks),
    });
    return checks;
  }

  const LAST = 141;
  let checks: readonly Check[];
  let truth: PrivateRow[];
  let purged: Set<string>;
  const isPurged = ({ key }: PrivateRow) => purged.has(key);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "ledgerscope-private-"));
    [truth, purged] = [await recordedPrivateData("peer0.org1"), await purgedByClients()];
    replay = await startReplayNetwork({ recording, folder, height: LAST + 1 });
    warehouse = await openWarehouse({ path: path.join(folder, "warehouse") });
    await warehouse.migrate([fabric.schema]);
    checks = await index("open", { privateData: true });
  }, 120_000);
  afterAll(async () => {
    await replay?.stop();
    await warehouse?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  });

  const rows = (network: string): Promise<PrivateRow[]> =>
    warehouse.query(
      `SELECT toUInt32(height) AS height, tx_index, namespace, collection, key, lower(hex(value)) AS value_hex, is_delete
FROM fabric_private_data WHERE network = {network:String}`,
      { network },
    );

  test("is what the peer told its own organisation, without what the ledger purged since", async () => {
    const stored = await rows("open");
    expect(truth.some(isPurged)).toBe(true);
    expect(stored.length).toBeGreaterThan(20);
    expect(order(stored)).toEqual(order(truth.filter((row) => !isPurged(row))));
    expect(await warehouse.query("SELECT DISTINCT node FROM fabric_private_data")).toEqual([{ node: "peer0.org1" }]);
  });

  test("is checked against the hashes of its block; what is not shown is said, and holds nothing up", () => {
    expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
    expect(checks.filter(({ state }) => state === "verified").length).toBeGreaterThan(10);
    const unshown = checks.filter(({ state }) => state === "unchecked").map(({ detail = "" }) => detail);
    const [lifecycle, others] = [
      unshown.filter((one) => one.includes("_implicit_org")),
      /^purged: keys of bench2\/secret$/,
    ];
    expect(lifecycle.length).toBeGreaterThan(0);
    for (const detail of lifecycle) {
      expect(detail).toMatch(/^not shown: _lifecycle\/_implicit_org_Org2MSP.*: Org1MSP is no member of the collection/);
    }
    for (const detail of unshown) if (!lifecycle.includes(detail)) expect(detail).toMatch(others);
  });

  test("is judged again by verify, which names each row that is not what the block has the hash of", async () => {
    const verify = async (from: number, to: number): Promise<readonly Check[]> => {
      const found: Check[] = [];
      for await (const check of fabric.verify(configOf("open", { privateData: true }), {
        ...{ network: "open", from, to, stored: warehouse, signal },
      })) {
        if (check.check === "private_data") found.push(check);
      }
      return found;
    };
    const before = await verify(120, 135);
    expect(before.length).toBeGreaterThan(0);
    expect(before.every(({ state }) => state === "verified")).toBe(true);
    const height = before[0]?.height ?? 0;
    const change = (column: string, value: string) =>
      warehouse.command(
        `ALTER TABLE store.fabric_private_data UPDATE ${column} = ${value}
WHERE network = 'open' AND height = ${height} SETTINGS mutations_sync = 2`,
      );
    for (const [column, broken] of [
      ["value", "concat(value, '!')"],
      ["tx_id", "reverse(tx_id)"],
      ["is_delete", "NOT is_delete"],
      ["key_hash", "reverse(key_hash)"],
    ] as const) {
      const undo = column === "value" ? "substring(value, 1, length(value) - 1)" : broken;
      await change(column, broken);
      const failed = (await verify(height, height + 1)).filter(({ state }) => state === "failed");
      expect(
        failed.map((check) => check.height),
        column,
      ).toEqual([height]);
      expect(failed[0]?.detail).toMatch(/^fabric_private_data: transaction \d+, [\w/]+, key hash [0-9a-f]{64}: /);
      await change(column, undo);
    }
    // Sorting keys cannot be changed in place: a row more, under another key, or the same once more.
    const table = "store.fabric_private_data";
    for (const altered of [
      "'other' AS channel",
      "tx_index + 100 AS tx_index",
      "'other' AS namespace",
      "'other' AS collection",
      "concat(key, '!') AS key",
      "tx_id AS tx_id",
    ]) {
      await warehouse.command(
        `INSERT INTO ${table} SELECT * REPLACE (toDateTime64(1, 9) AS served_at, ${altered}) FROM ${table}
WHERE network = 'open' AND height = ${height} LIMIT 1`,
      );
      const [check] = (await verify(height, height + 1)).filter(({ state }) => state === "failed");
      expect(check?.detail, altered).toMatch(/no valid transaction wrote it|it is there 2 times/);
      await warehouse.command(`DELETE FROM ${table} WHERE served_at = toDateTime64(1, 9)`);
    }
    expect((await verify(height, height + 1)).every(({ state }) => state === "verified")).toBe(true);
  });

  test("is not published, even with a channel that is published whole", async () => {
    const policyPath = path.join(folder, "policy.yaml");
    const reason = { en: "Test identities only.", zh: "只含测试身份。" };
    const policy = {
      ...{ version: 1, title: { en: "Test", zh: "测试" } },
      publish: [{ network: "open", channel: replay.channel, blocks: "whole", reason }],
    };
    await writeFile(policyPath, JSON.stringify(policy)); // JSON is YAML.
    const to = await openWarehouse({ path: path.join(folder, "public") });
    try {
      await publish({ from: warehouse, to, policyPath, signal });
      const tables = await to.query<{ name: string }>(
        "SELECT concat(database, '.', name) AS name FROM system.tables WHERE database IN ('store', 'default')",
      );
      expect(tables.map(({ name }) => name)).toContain("store.disclosed_raw_blocks");
      const all = await Promise.all(tables.map(({ name }) => to.query(`SELECT * FROM ${name}`)));
      const everything = JSON.stringify(all);
      expect(everything.length).toBeGreaterThan(100_000);
      const secrets = truth.filter(({ collection, is_delete }) => collection === "secret" && !is_delete);
      expect(secrets.length).toBeGreaterThan(20);
      for (const { value_hex } of secrets) {
        for (const trace of traces(Buffer.from(value_hex, "hex")))
          expect(everything.includes(trace), trace).toBe(false);
      }
    } finally {
      await to.close();
    }
  });

  test("of an organisation that is no member is said to be not shown; without the key nobody asks", async () => {
    expect(await index("closed", {})).toEqual([]);
    expect(await rows("closed")).toEqual([]);
    // Org2's peer alone: it shows its data to Org2, and we are of Org1.
    const profile = JSON.parse(await readFile(replay.profile, "utf8")) as { peers: Record<string, { url: string }> };
    const { url } = profile.peers["peer0.org2"] as { url: string };
    const stranger = {
      ...{ profile: undefined, privateData: true, identity: { msp: replay.user.msp, mspId: replay.user.mspId } },
      peers: { "peer0.org2": { url, tlsCa: replay.tlsCa } },
    };
    const unshown = await index("stranger", stranger);
    expect(new Set(unshown.map(({ state }) => state))).toEqual(new Set(["unchecked"]));
    expect(unshown.length).toBeGreaterThan(20);
    expect(await rows("stranger")).toEqual([]);
  });
});
