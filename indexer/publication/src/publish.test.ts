import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError, CorruptDataError } from "@ledgerscope/core";
import { concatBytes, fromRawBlock, toHex } from "@ledgerscope/proof";
import { openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publish } from "./publish.ts";
import { sourceSchema, storeChannel } from "./test/sourceWarehouse.ts";

const reason = { en: "Because.", zh: "理由。" };

let folder: string;
let from: Warehouse;
let to: Warehouse;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ledgerscope-publication-"));
  [from, to] = await Promise.all([
    openWarehouse({ path: join(folder, "private") }),
    openWarehouse({ path: join(folder, "public") }),
  ]);
  await from.migrate([sourceSchema]);
});

afterAll(async () => {
  await Promise.all([from?.close(), to?.close()]);
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

async function run(version: number, rules: readonly object[]) {
  const policyPath = join(folder, "policy.yaml");
  const policy = { version, title: { en: "Test", zh: "测试" }, publish: rules };
  // JSON is YAML.
  await writeFile(policyPath, JSON.stringify(policy));
  return publish({ from, to, policyPath, signal: new AbortController().signal });
}

const whole = (network: string, channel = "main") => ({ network, channel, blocks: "whole", reason });
const counts = (network: string, channel = "main") => ({ network, channel, blocks: "counts", reason });

/** Every row of every table and view of the public warehouse, as text. */
async function everythingPublic(): Promise<string> {
  const tables = await to.query<{ database: string; name: string }>(
    "SELECT database, name FROM system.tables WHERE lower(database) NOT IN ('system', 'information_schema')",
  );
  expect(tables.map(({ database, name }) => `${database}.${name}`)).toContain("store.disclosed_raw_blocks");
  const texts = await Promise.all(
    tables.map(({ database, name }) => to.query(`SELECT * FROM \`${database}\`.\`${name}\``)),
  );
  return JSON.stringify(texts);
}

/** The ways in which a string could leave: as it is, in hex, and in base64 at each of the three alignments. */
function traces(mark: string): string[] {
  const bytes = Buffer.from(mark);
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    // Without the characters that depend on what stands before and behind.
    return text.slice(shift === 0 ? 0 : shift + 1, -4);
  });
  return [mark, bytes.toString("hex"), bytes.toString("hex").toUpperCase(), ...base64];
}

describe.sequential("publish", () => {
  test("publishes a whole channel: every block counts up, and raw blocks hash to their headers", async () => {
    await storeChannel(from, { network: "open", channel: "main", mark: "open-mark", sizes: [1, 3, 2] });
    const summary = await run(1, [whole("open")]);
    expect(summary.channels).toEqual([
      { network: "open", channel: "main", treatment: "whole", blocks: 3, transactions: 6, withheld: 0 },
    ]);
    const blocks = await to.query<{ height: string; sums: number; listed: number }>(
      `SELECT height, any(published_count + withheld_count = tx_count) AS sums, any(published_count) = count() AS listed
      FROM store.disclosed_blocks AS b FINAL
      INNER JOIN store.disclosed_transactions AS t FINAL USING (network, channel, height)
      GROUP BY height ORDER BY height`,
    );
    expect(blocks).toEqual(["0", "1", "2"].map((height) => ({ height, sums: 1, listed: 1 })));
    const raw = await to.query<{ height: string; is_config: number; block: string }>(
      "SELECT height, is_config, block FROM store.disclosed_raw_blocks FINAL ORDER BY height",
    );
    expect(raw.map(({ is_config }) => is_config)).toEqual([1, 0, 0]);
    const { data, dataHash } = fromRawBlock(JSON.parse(raw[1]?.block ?? ""));
    expect(
      createHash("sha256")
        .update(concatBytes(...data))
        .digest("hex"),
    ).toBe(toHex(dataHash));
    const [policy] = await to.query<{ version: number; text: string }>("SELECT * FROM store.disclosure_policies");
    expect(policy).toMatchObject({ version: 1, text: expect.stringContaining('"open"') });
  });

  test("is incremental and can be repeated", async () => {
    expect((await run(1, [whole("open")])).channels[0]).toMatchObject({ blocks: 0, transactions: 0 });
    // A gap in the middle is filled later: heights are compared, not only the highest one.
    await storeChannel(from, { network: "open", channel: "main", mark: "open-mark", sizes: [4], from: 7 });
    expect((await run(1, [whole("open")])).channels[0]).toMatchObject({ blocks: 1, transactions: 4 });
    await storeChannel(from, { network: "open", channel: "main", mark: "open-mark", sizes: [2, 2], from: 4 });
    expect((await run(1, [whole("open")])).channels[0]).toMatchObject({ blocks: 2, transactions: 4 });
    const [rows] = await to.query<{ rows: string; blocks: string }>(
      "SELECT count() AS rows, uniqExact(height) AS blocks FROM store.disclosed_blocks",
    );
    expect(rows).toEqual({ rows: "6", blocks: "6" });
  });

  test("nothing of what no rule names, or of which only counts are published, reaches the public warehouse", async () => {
    const [secret, counted] = ["canary-Zx81-unnamed-7f3a", "canary-Qk52-counted-9d1e"];
    await storeChannel(from, { network: secret, channel: `${secret}-channel`, mark: secret, sizes: [1, 5] });
    // The same network, another channel.
    const hashes = [
      await storeChannel(from, { network: "open", channel: "hidden", mark: secret, sizes: [1, 5], from: 100 }),
      await storeChannel(from, { network: "counted", channel: "main", mark: counted, sizes: [1, 5, 2] }),
    ];
    const summary = await run(2, [whole("open"), counts("counted")]);
    expect(summary.channels[1]).toMatchObject({ treatment: "counts", blocks: 3, transactions: 8, withheld: 8 });
    const text = await everythingPublic();
    // The scan finds what is public, in each of the ways it looks for.
    const findable = traces("open-mark").filter((trace) => text.includes(trace));
    expect(findable.length).toBeGreaterThanOrEqual(2);
    for (const trace of [...traces(secret), ...traces(counted)]) expect(text).not.toContain(trace);
    for (const hash of hashes) expect(text).not.toContain(toHex(hash));
    expect(
      await to.query(
        `SELECT height, tx_count, published_count, withheld_count, block_hash, data_hash, time
        FROM store.disclosed_blocks FINAL WHERE network = 'counted' AND height = 1`,
      ),
    ).toEqual([
      { height: "1", tx_count: 5, published_count: 0, withheld_count: 5, block_hash: "", data_hash: "", time: null },
    ]);
    expect(
      await to.query("SELECT reason, sum(count) AS count FROM store.disclosed_withholdings FINAL GROUP BY reason"),
    ).toEqual([{ reason: "counts_only", count: "8" }]);
  });

  test("a changed policy needs a higher version, and takes back what it no longer permits", async () => {
    await expect(run(2, [whole("open")])).rejects.toThrow(ConfigError);
    await expect(run(2, [whole("open")])).rejects.toThrow(/raise it to 3/);
    await run(3, [counts("open")]);
    const text = await everythingPublic();
    for (const trace of traces("open-mark")) expect(text).not.toContain(trace);
    expect(
      await to.query(
        `SELECT groupUniqArray(policy_version) AS versions, sum(withheld_count) = sum(tx_count) AS all_withheld
        FROM store.disclosed_blocks`,
      ),
    ).toEqual([{ versions: [3], all_withheld: 1 }]);
    // And back again: the rows of version 4 are new ones, not taken for those of version 1.
    expect((await run(4, [whole("open")])).channels[0]).toMatchObject({ blocks: 6, withheld: 0 });
    const history = await to.query<{ version: number }>(
      "SELECT version FROM store.disclosure_policies ORDER BY version",
    );
    expect(history.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  });

  test("a stored block that does not hash to its header is not published", async () => {
    await storeChannel(from, { network: "broken", channel: "main", mark: "fine", sizes: [1, 2] });
    await from.command(
      "INSERT INTO store.fabric_envelopes (network, channel, height, tx_index, envelope) VALUES ('broken', 'main', 1, 2, 'more')",
    );
    await expect(run(5, [whole("broken")])).rejects.toThrow(CorruptDataError);
    await expect(run(5, [whole("broken")])).rejects.toThrow(/broken block 1 .* 2 transactions, 3 envelopes/);
    expect(await to.query("SELECT height FROM store.disclosed_blocks WHERE network = 'broken'")).toEqual([]);
  });
});
