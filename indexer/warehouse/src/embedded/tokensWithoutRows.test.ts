import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openWarehouse } from "../warehouse.ts";

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-tokens-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("an insert whose token is in the log and whose rows are not is stored by its retry; others are not doubled", async () => {
  const warehouse = await openWarehouse({ path: folder });
  const create = (name: string): Promise<void> =>
    warehouse.command(
      `CREATE TABLE ${name} (a UInt64) ENGINE = MergeTree ORDER BY a SETTINGS non_replicated_deduplication_window = 100`,
    );
  await create("t");
  await create("sums");
  await warehouse.command("CREATE MATERIALIZED VIEW to_sums TO sums AS SELECT a FROM t");
  const insert = (a: number): Promise<void> =>
    warehouse.insert(
      { table: "default.t", format: "JSONEachRow", columns: ["a"], bytes: Buffer.from(JSON.stringify({ a })) },
      { token: `token ${a}` },
    );
  const all = async (): Promise<string> => {
    const [row] = await warehouse.query<{ a: string; b: string }>(
      "SELECT arraySort((SELECT groupArray(a) FROM t)) AS a, arraySort((SELECT groupArray(a) FROM sums)) AS b",
    );
    return JSON.stringify(row);
  };
  for (const a of [1, 2, 3, 4, 5]) await insert(a);
  await warehouse.command("OPTIMIZE TABLE t FINAL");
  for (const a of [6, 7]) await insert(a);

  // The state that a kill leaves between the token and the part: as after a crash, with the part not there.
  const { pid } = JSON.parse(readFileSync(join(folder, "run", "server.json"), "utf8")) as { pid: number };
  process.kill(pid, "SIGKILL");
  await expect.poll(() => warehouse.query("SELECT 1").catch((error: Error) => error.name)).toBe("RetryableError");
  const store = join(folder, "engine", "store");
  const parts = readdirSync(store, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("/all_7_7_0"));
  expect(parts).toHaveLength(2);
  for (const part of parts) rmSync(join(store, part), { recursive: true });

  expect(await all()).toBe(JSON.stringify({ a: [1, 2, 3, 4, 5, 6].map(String), b: [1, 2, 3, 4, 5, 6].map(String) }));
  expect(readFileSync(join(folder, "run", "server.log"), "utf8")).toContain("2 inserts were cut off");
  for (const a of [1, 5, 6, 7, 7]) await insert(a);
  const whole = [1, 2, 3, 4, 5, 6, 7].map(String);
  expect(await all()).toBe(JSON.stringify({ a: whole, b: whole }));
  await warehouse.close();
});
