import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServedWarehouse, serveWarehouse } from "../serveWarehouse.ts";
import { ADMIN_SYSTEM_TABLES, PUBLIC_SYSTEM_TABLES } from "./engineConfig.ts";
import { ESCAPES } from "./escapes.ts";
import { escapeTable } from "./escapeTable.ts";
import { knowsTableFunction } from "./restrict.ts";

const SECRET = "s3cr3t-word-of-another-purpose";
const folder = mkdtempSync(join(tmpdir(), "ledgerscope-reader-"));
const file = join(folder, "outside.txt");
let server: ServedWarehouse;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly code: number | undefined;
}
async function as(user: string, sql: string, search: Record<string, string> = {}): Promise<Answer> {
  const headers = { "X-ClickHouse-User": user, "X-ClickHouse-Key": user === "default" ? "" : `${user}'s` };
  const url = `${server.url}/?${new URLSearchParams(search)}`;
  const response = await fetch(url, { method: "POST", body: sql, headers });
  const text = await response.text().catch((error: Error) => `broken off: ${error.message}`);
  const code = response.headers.get("x-clickhouse-exception-code") ?? /^Code: (\d+)/m.exec(text)?.[1];
  return { status: response.status, text, code: code === undefined ? undefined : Number(code) };
}

beforeAll(async () => {
  writeFileSync(file, SECRET);
  const limits = { max_execution_time: 2, max_memory_usage: 200_000_000, max_result_bytes: 10_000_000 };
  const databases = ["default", "store"];
  server = await serveWarehouse({
    path: join(folder, "data"),
    users: {
      analyst: { profile: "reader", password: "analyst's", databases, limits },
      loader: { profile: "writer", password: "loader's", databases, limits: {} },
    },
  });
  for (const sql of [
    "CREATE DATABASE store",
    "CREATE TABLE store.facts (a UInt64) ENGINE = MergeTree ORDER BY a",
    "INSERT INTO store.facts VALUES (1)",
    "CREATE VIEW default.allowed AS SELECT a FROM store.facts",
    "CREATE DATABASE private",
    "CREATE TABLE private.t (word String) ENGINE = MergeTree ORDER BY word",
    `INSERT INTO private.t VALUES ('${SECRET}')`,
    "CREATE TABLE private.words (k UInt64, v String) ENGINE = MergeTree ORDER BY k",
    `INSERT INTO private.words VALUES (1, '${SECRET}')`,
    "CREATE TABLE private.j (k UInt64, v String) ENGINE = Join(ANY, LEFT, k)",
    `INSERT INTO private.j VALUES (1, '${SECRET}')`,
    "CREATE DICTIONARY private.d (k UInt64, v String) PRIMARY KEY k SOURCE(CLICKHOUSE(TABLE 'words' DB 'private')) LAYOUT(FLAT()) LIFETIME(0)",
    `SELECT '${SECRET}' SETTINGS use_query_cache = 1`,
    `SELECT throwIf(1, '${SECRET}')`,
  ]) {
    const { text, code } = await as("default", sql);
    if (sql.includes("use_query_cache")) expect(code).toBeUndefined();
    if (!sql.startsWith("SELECT")) expect(text).toBe("");
  }
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

describe.each(ESCAPES)("a reader cannot escape by $what", ({ statements, refused }) => {
  test.each(statements)("%s", async (statement) => {
    const sql = statement
      .replaceAll("{file}", file)
      .replaceAll("{secret}", "private")
      .replace(/\{(.+?)…(\d+)\}/g, (_, text: string, times: string) =>
        Array.from({ length: Number(times) }, (__, number) => text.replace("#", String(number))).join(""),
      );
    const attempt = as("analyst", sql);
    await sleep(50);
    const asked = performance.now();
    await fetch(`${server.url}/ping`);
    expect(performance.now() - asked).toBeLessThan(2000);
    const { text, code } = await attempt;
    expect(text.replaceAll(sql, "")).not.toContain(SECRET);
    if (text.startsWith("broken off")) expect(refused).toContain("broken off");
    else if (code === undefined) {
      expect(refused).toContain("empty");
      expect(["", "0\n"]).toContain(text);
    } else expect(refused, text).toContain(code);
    for (const written of [`${file}.out`, "/tmp/ledgerscope-escape"]) expect(existsSync(written)).toBe(false);
    expect((await as("default", "SELECT count(), sum(a) FROM store.facts")).text).toBe("1\t1\n");
  });
});

test.each([
  ["SELECT a FROM default.allowed", "1\n"],
  ["SELECT a FROM store.facts", "1\n"],
  ["SELECT {x:String} || ' -- file(' AS `a column`", "it's\n", { param_x: "it's" }],
  ["SELECT 'INTO OUTFILE ''x''' /* file('x') */ -- url(", "INTO OUTFILE \\'x\\'\n"],
  ["SHOW TABLES FROM store", "facts\n"],
  ["SELECT name FROM system.databases WHERE name NOT ILIKE 'information_schema' ORDER BY name", "default\nstore\n"],
  ["EXISTS TABLE default.allowed", "1\n"],
  ["DESCRIBE TABLE store.facts", "a\tUInt64\t\t\t\t\t\n"],
  ["SELECT count() FROM merge('store', '.*')", "1\n"],
  ["WITH x -> x + 1 AS f SELECT sum(f(number)) FROM numbers(10)", "55\n"],
  [
    "SELECT getSetting('max_execution_time'), getSetting('max_block_size')",
    "1\t77\n",
    { max_execution_time: "1", max_block_size: "77" },
  ],
  ["SELECT getSetting('max_execution_time')", "2\n", { max_execution_time: "1000" }],
] as [string, string, Record<string, string>?][])("a reader may: %s", async (sql, expected, search) => {
  const { text } = await as("analyst", sql, search);
  if (sql.startsWith("SELECT {x")) expect(text).toBe("it\\'s -- file(\n");
  else expect(text).toBe(expected);
});

test.each([
  "readonly",
  "allow_ddl",
  "dialect",
  "format_schema",
  "max_threads_for_indexes",
  "limit",
  "profile",
  "workload",
])("a reader may not give the setting %s", async (name) => {
  expect((await as("analyst", "SELECT 1", { [name]: "0" })).code).toBe(164);
});

test("a reader's database, password and session are checked", async () => {
  expect((await as("analyst", "SELECT 1", { database: "private" })).code).toBe(497);
  expect((await as("stranger", "SELECT 1")).code).toBe(516);
  const wrong = await fetch(server.url, {
    method: "POST",
    body: "SELECT 1",
    headers: { "X-ClickHouse-User": "analyst" },
  });
  expect(wrong.headers.get("x-clickhouse-exception-code")).toBe("516");
  expect((await as("analyst", "SELECT 1", { session_id: "mine" })).text).toBe("1\n");
  const basic = { Authorization: `Basic ${btoa("analyst:analyst's")}` };
  const roles = await fetch(server.url, { method: "POST", body: "SELECT currentRoles()", headers: basic });
  expect(await roles.text()).toBe("['ledgerscope_user_analyst']\n");
  const other = await fetch(`${server.url}/?role=ledgerscope_admin`, {
    method: "POST",
    body: "SELECT 1",
    headers: basic,
  });
  expect(await other.text()).toContain("SET_NON_GRANTED_ROLE");
});

test("a writer inserts, and nothing else", async () => {
  await as("default", "CREATE TABLE store.loaded (a UInt64, b String DEFAULT 'x') ENGINE = MergeTree ORDER BY a");
  expect((await as("loader", 'INSERT INTO store.loaded (a) FORMAT JSONEachRow {"a":1}')).text).toBe("");
  expect((await as("loader", "INSERT INTO store.loaded VALUES (2, 'y')")).text).toBe("");
  expect((await as("loader", "2\n", { query: "INSERT INTO store.loaded (a) FORMAT TSV" })).text).toBe("");
  expect((await as("default", "SELECT groupArray(b) FROM (SELECT b FROM store.loaded ORDER BY b)")).text).toBe(
    "['x','x','y']\n",
  );
  for (const sql of [
    "SELECT * FROM store.loaded",
    "INSERT INTO private.t VALUES ('x')",
    "INSERT INTO store.loaded SELECT 1, 'x'",
    "INSERT INTO store.loaded SETTINGS readonly = 0 FORMAT TSV 1\tx",
    "INSERT INTO FUNCTION file('/tmp/x') FORMAT TSV 1",
    "CREATE TABLE store.mine (a UInt8) ENGINE = Memory",
    "DROP TABLE store.loaded",
    "SELECT file('/etc/passwd')",
  ]) {
    expect([164, 497], sql).toContain((await as("loader", sql)).code);
  }
  const values = await as("loader", `INSERT INTO store.loaded VALUES (3, file('${file}'))`);
  expect(values.status).not.toBe(200);
  expect((await as("default", "SELECT count() FROM store.loaded")).text).toBe("3\n");
});

test("10,000 requests of a reader at once are answered or refused with 503, and others are served meanwhile", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 10_000 });
  const headers = { "X-ClickHouse-User": "analyst", "X-ClickHouse-Key": "analyst's" };
  const statuses = new Map<number, number>();
  const one = (): Promise<void> =>
    new Promise((resolve) => {
      const count = (status: number): void => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        resolve();
      };
      const sending = request(server.url, { method: "POST", headers, agent }, (response) => {
        response.resume().once("end", () => count(response.statusCode ?? 0));
      });
      sending.once("error", () => count(-1));
      sending.end("SELECT count() FROM numbers(10000000)");
    });
  const all = Array.from({ length: 10_000 }, one);
  expect((await as("default", "SELECT 1")).text).toBe("1\n");
  await Promise.all(all);
  agent.destroy();
  expect([...statuses.keys()].sort()).toEqual([200, 503]);
  expect((await as("analyst", "SELECT 1")).text).toBe("1\n");
});

test("every table of system is either public or an administrator's, and every table function is known", async () => {
  const tables = (await as("default", "SELECT name FROM system.tables WHERE database = 'system'")).text
    .trim()
    .split("\n");
  expect(tables.filter((name) => !PUBLIC_SYSTEM_TABLES.includes(name) && !ADMIN_SYSTEM_TABLES.includes(name))).toEqual(
    [],
  );
  const functions = (await as("default", "SELECT name FROM system.table_functions")).text.trim().split("\n");
  expect(functions.filter((name) => !knowsTableFunction(name))).toEqual([]);
});

test("the table in the README is that of the attempts", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  expect(readme).toContain(escapeTable());
});
