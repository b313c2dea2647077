import { readFile } from "node:fs/promises";
import path from "node:path";
import { createClient } from "@clickhouse/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ledgerscope, projectFolder, root, startLedgerscope } from "./support/cli.ts";
import { recordedSubmissions } from "./support/recording.ts";

const fixture = path.join(root, "test/fixtures/fabric-bft");

describe("a recorded Fabric ledger, from the command line", () => {
  let project: Awaited<ReturnType<typeof projectFolder>>;

  beforeAll(async () => {
    project = await projectFolder(`
warehouse: { path: ./data }
networks:
  relief:
    family: fabric
    channel: mychannel
    ledger: ${fixture}/peer1.blockfile_000000.xz
    observe: { logs: { peer1: [${fixture}/logs/peer1.log.xz], orderer2: [${fixture}/logs/orderer2.log.xz] } }
`);
    const result = await ledgerscope(project.folder, "backfill", "--network", "relief");
    expect(result.stdout).toBe("");
    expect(result.code, result.stderr).toBe(0);
  });
  afterAll(() => project.remove());

  const sql = async <T>(query: string): Promise<T[]> => {
    const result = await ledgerscope(project.folder, "sql", "--format", "JSONEachRow", query);
    expect(result.code, result.stderr).toBe(0);
    return result.json<T>();
  };

  test("blocks, envelopes and outcomes are those of the recording", async () => {
    const [blocks] = await sql<{ n: number; last: number; tx: number }>(
      "SELECT toUInt32(count()) AS n, toUInt32(max(height)) AS last, toUInt32(sum(tx_count)) AS tx FROM chain_blocks WHERE network = 'relief'",
    );
    expect(blocks).toEqual({ n: 201, last: 200, tx: 2880 });
    const codes = await sql<{ code: number; n: number }>(
      "SELECT toUInt32(validation_code) AS code, toUInt32(count()) AS n FROM fabric_transactions GROUP BY code ORDER BY code",
    );
    expect(codes).toEqual([
      { code: 0, n: 2539 },
      { code: 10, n: 67 },
      { code: 11, n: 177 },
      { code: 12, n: 97 },
    ]);
    const statuses = await sql<{ status: string; n: number }>(
      "SELECT status, toUInt32(count()) AS n FROM chain_transactions GROUP BY status ORDER BY status",
    );
    expect(statuses).toEqual([
      { status: "failed", n: 67 + 177 + 97 },
      { status: "success", n: 2539 },
    ]);
  });

  test("every outcome is the one that the client saw", async () => {
    const stored = await sql<{ tx_id: string; validation_code: number; height: number }>(
      "SELECT tx_id, validation_code, toUInt32(height) AS height FROM fabric_transactions WHERE tx_id != ''",
    );
    const byId = new Map(stored.map((row) => [row.tx_id, row]));
    const submissions = (await recordedSubmissions()).filter((submission) => submission.code !== undefined);
    expect(submissions.length).toBeGreaterThan(2500);
    const differing = submissions.filter(({ txid, code, block }) => {
      const row = byId.get(txid);
      return row === undefined || row.validation_code !== code || row.height !== block;
    });
    expect(differing).toEqual([]);
  });

  test("each read conflict names its writers, and nothing else that is valid is blamed for failing", async () => {
    const result = await ledgerscope(project.folder, "why", "--network", "relief", "--json");
    expect(result.code, result.stderr).toBe(0);
    const failed = result.json<{
      id: string;
      code: number;
      height: number;
      diagnosis: string;
      confidence: number;
      culprits: string[];
    }>();
    const conflicts = failed.filter(({ code }) => code === 11);
    expect(conflicts.length).toBe(177);
    expect(conflicts.filter(({ culprits }) => culprits.length === 0)).toEqual([]);
    expect(failed.filter(({ confidence }) => !(confidence >= 0 && confidence <= 1))).toEqual([]);
    const valid = new Set(
      (await sql<{ tx_id: string }>("SELECT tx_id FROM fabric_transactions WHERE validation_code = 0")).map(
        (row) => row.tx_id,
      ),
    );
    expect(failed.filter(({ id }) => valid.has(id))).toEqual([]);
    // A culprit is a writer that took effect.
    expect(conflicts.flatMap(({ culprits }) => culprits).filter((id) => !valid.has(id))).toEqual([]);
  });

  test("explains one conflict in words, in both languages, with key and versions", async () => {
    const [conflict] = await sql<{ tx_id: string }>(
      "SELECT tx_id FROM fabric_transactions WHERE validation_code = 11 ORDER BY height, tx_index LIMIT 1",
    );
    const id = conflict?.tx_id ?? "";
    const english = await ledgerscope(project.folder, "why", id, "--lang", "en");
    const chinese = await ledgerscope(project.folder, "why", id, "--lang", "zh");
    expect(english.stdout).toMatch(/Caused by:\n {2}[0-9a-f]{64} {2}block \d+ index \d+ {2}\w+\/\S+/);
    expect(chinese.stdout).toMatch(/引起冲突的交易/);
    const trace = await ledgerscope(project.folder, "trace", id);
    for (const stage of ["fabric.endorse", "fabric.order", "fabric.commit"]) expect(trace.stdout).toContain(stage);
  });

  test("what is stored proves itself again, and a changed row is named", async () => {
    const good = await ledgerscope(project.folder, "verify", "--network", "relief", "--node");
    expect(good.stdout).toBe("");
    expect(good.code, good.stderr).toBe(0);
    const changed = await ledgerscope(
      project.folder,
      "sql",
      "ALTER TABLE store.fabric_transactions UPDATE function = 'forged' WHERE height = 42 AND tx_index = 0 SETTINGS mutations_sync = 2",
    );
    expect(changed.code, changed.stderr).toBe(0);
    const bad = await ledgerscope(project.folder, "verify", "--network", "relief", "--json");
    expect(bad.code).toBe(1);
    expect(bad.json<{ network: string; height: number; detail: string }>()).toEqual([
      expect.objectContaining({ network: "relief", height: 42, detail: expect.stringContaining("function") }),
    ]);
  });

  test("a second backfill reads nothing again and changes nothing", async () => {
    const result = await ledgerscope(project.folder, "backfill", "--network", "relief");
    expect(result.code, result.stderr).toBe(0);
    expect(result.stderr).toContain("201 were stored already");
    const [count] = await sql<{ n: number }>("SELECT toUInt32(count()) AS n FROM fabric_transactions");
    expect(count?.n).toBe(2880);
  });

  test("the warehouse serves any ClickHouse client, outlives no user, and a kill -9 is no obstacle", async () => {
    const served = await startLedgerscope(
      project.folder,
      ["warehouse", "--config", "ledgerscope.yaml"],
      /http:\/\/\S+/,
    );
    const client = createClient({ url: served.match[0] });
    const result = await client.query({ query: "SELECT count() AS n FROM fabric_blocks", format: "JSONEachRow" });
    expect(await result.json()).toEqual([{ n: expect.anything() }]);
    await client.close();
    const state = JSON.parse(await readFile(path.join(project.folder, "data/run/server.json"), "utf8")) as {
      pid: number;
    };
    process.kill(state.pid, "SIGKILL");
    const [count] = await sql<{ n: number }>("SELECT toUInt32(count()) AS n FROM fabric_blocks");
    expect(count?.n).toBe(201);
    served.child.kill("SIGKILL");
  });
});

test("an empty configuration is fine, a wrong one is one clear sentence", async () => {
  const empty = await projectFolder("warehouse: { path: ./data }\nnetworks: {}\n");
  const wrong = await projectFolder("warehouse: { path: ./data }\nnetworks:\n  x: { family: dogecoin }\n");
  try {
    expect((await ledgerscope(empty.folder, "sql", "SELECT count() FROM chain_blocks")).stdout).toBe("0\n");
    const unknown = await ledgerscope(empty.folder, "backfill", "--network", "relief");
    expect([unknown.code, unknown.stderr.trim().split("\n").length]).toEqual([1, 1]);
    expect(unknown.stderr).toContain("relief");
    const family = await ledgerscope(wrong.folder, "backfill", "--network", "x");
    expect(family.code).toBe(1);
    expect(family.stderr).toMatch(/dogecoin.*evm, fabric/);
    const missing = await ledgerscope(empty.folder, "status", "--config", "nowhere.yaml");
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain("nowhere.yaml");
  } finally {
    await empty.remove();
    await wrong.remove();
  }
});
