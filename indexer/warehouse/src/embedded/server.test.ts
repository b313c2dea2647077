import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:http";
import { connect } from "node:net";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedWarehouse, serveWarehouse } from "../serveWarehouse.ts";
import { MAY_RAISE } from "./background.ts";

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-server-"));
let server: ServedWarehouse;
let client: ClickHouseClient;
beforeAll(async () => {
  server = await serveWarehouse({ path: folder });
  client = createClient({ url: server.url, log: { level: ClickHouseLogLevel.OFF } });
  await client.command({ query: "CREATE TABLE t (a UInt64, b String) ENGINE = MergeTree ORDER BY a" });
});
afterAll(async () => {
  await client?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}
async function ask(search: Record<string, string>, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${server.url}/?${new URLSearchParams(search)}`, init);
  return { status: response.status, text: await response.text(), headers: response.headers };
}
const post = (body: string | Uint8Array<ArrayBuffer>, search: Record<string, string> = {}, headers = {}) =>
  ask(search, { method: "POST", body, headers });

test("a URL answers GET, POST and both together", async () => {
  expect((await ask({ query: "SELECT 1" })).text).toBe("1\n");
  expect((await post("SELECT 1")).text).toBe("1\n");
  expect((await post("1", { query: "SELECT" })).text).toBe("1\n");
  expect(await (await fetch(`${server.url}/ping`)).text()).toBe("Ok.\n");
  expect(await (await fetch(server.url)).text()).toBe("Ok.\n");
  expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
});

test("the format is the statement's own, the URL's, the header's, or TabSeparated", async () => {
  expect((await post("SELECT 1 AS x, 'y' AS y")).text).toBe("1\ty\n");
  const asCsv = await post("SELECT 1 AS x, 'y' AS y", { default_format: "CSV" });
  expect([asCsv.text, asCsv.headers.get("x-clickhouse-format")]).toEqual(['1,"y"\n', "CSV"]);
  expect((await post("SELECT 1 AS x", {}, { "X-ClickHouse-Format": "JSONEachRow" })).text).toBe('{"x":1}\n');
  const own = await post("SELECT 1 AS x FORMAT JSONEachRow", { default_format: "CSV" });
  expect([own.text, own.headers.get("content-type")]).toEqual(['{"x":1}\n', "application/x-ndjson; charset=UTF-8"]);
});

test("settings, database and query id of the URL hold for their request alone", async () => {
  await post("CREATE DATABASE IF NOT EXISTS other");
  const query = "SELECT getSetting('max_threads'), currentDatabase()";
  const answer = await post(query, { max_threads: "1", database: "other", query_id: "mine" });
  expect(answer.text).toBe("1\tother\n");
  expect(answer.headers.get("x-clickhouse-query-id")).toBe("mine");
  await post("SET max_block_size = 7");
  await post("USE other");
  await post("CREATE TEMPORARY TABLE gone (x UInt8)");
  expect((await post("SELECT getSetting('max_block_size') = 7, currentDatabase()")).text).toBe("0\tdefault\n");
  expect((await post("SELECT * FROM gone")).status).toBe(404);
});

test("parameters are bound by the engine, whatever their text", async () => {
  const text = "it's \\ a \t tab, a \n line, {x:String} and 中文; DROP TABLE t";
  const result = await client.query({
    query:
      "SELECT {x:String} AS x, {n:UInt64} AS n, {a:Array(String)} AS a, {z:Nullable(String)} AS z, {t:Identifier}.a FROM t LIMIT 0",
    query_params: { x: text, n: "18446744073709551615", a: ["'", "\\", "b"], z: null, t: "t" },
    format: "JSONEachRow",
  });
  expect(await result.json()).toEqual([]);
  const row = await client.query({
    query: "SELECT {x:String} AS x, {n:UInt64} AS n, {a:Array(String)} AS a, {z:Nullable(String)} AS z",
    query_params: { x: text, n: "18446744073709551615", a: ["'", "\\", "b"], z: null },
    format: "JSONEachRow",
    clickhouse_settings: { output_format_json_quote_64bit_integers: 1 },
  });
  expect(await row.json()).toEqual([{ x: text, n: "18446744073709551615", a: ["'", "\\", "b"], z: null }]);
  expect((await ask({ query: "SELECT {p:UInt8}", param_p: "3" })).text).toBe("3\n");
  expect((await ask({ query: "SELECT {p:UInt8}" })).headers.get("x-clickhouse-exception-code")).toBe("456");
});

test("sixteen clients with parameters at once each get their own", async () => {
  await Promise.all(
    Array.from({ length: 16 }, async (_, worker) => {
      for (let round = 0; round < 20; round++) {
        const p = `${worker}-${round}`;
        expect((await ask({ query: "SELECT {p:String}", param_p: p })).text).toBe(`${p}\n`);
      }
    }),
  );
});

test("what a request sets is gone for the next, which runs in the same session of the engine", async () => {
  const say = "SELECT currentDatabase(), getSetting('max_block_size'), getSetting('log_comment')";
  const plain = (await post(say, { query_id: "plain" })).text;
  expect(plain).toBe("default\t65409\tplain\n");
  // Alike: the values of the first are replaced by those of the second.
  expect((await post("SELECT {p:String}", { param_p: "mine" })).text).toBe("mine\n");
  expect((await post("SELECT {p:String}", { param_p: "yours" })).text).toBe("yours\n");
  expect((await post("SELECT {p:String}")).text).toContain("Code: 456");
  expect((await post("SELECT {p:String}", { param_q: "other" })).text).toContain("Code: 456");
  expect((await post("SELECT 1 SETTINGS max_block_size = 77, max_threads = 1")).text).toBe("1\n");
  expect((await post("SELECT throwIf(1) SETTINGS max_block_size = 77")).status).toBe(500);
  expect((await post(say, { max_block_size: "78", database: "system", query_id: "set" })).text).toBe(
    "system\t78\tset\n",
  );
  expect((await post(say, { max_block_size: "79", query_id: "other" })).text).toBe("default\t79\tother\n");
  expect((await post("1\tx", { query: "INSERT INTO t SETTINGS max_block_size = 80 FORMAT TSV" })).status).toBe(200);
  expect((await post(say, { compatibility: "22.3", query_id: "plain" })).text).toContain("plain");
  for (const command of ["SET max_block_size = 81", "USE system", "CREATE TEMPORARY TABLE left (a UInt8)"]) {
    expect((await post(command)).status).toBe(200);
  }
  for (let round = 0; round < 20; round++) expect((await post(say, { query_id: "plain" })).text).toBe(plain);
  expect((await post("SELECT * FROM left")).text).toContain("Code: 60");
  expect((await post("TRUNCATE TABLE t")).status).toBe(200);
});

test("a statement takes the role that its URL names, and it alone", async () => {
  expect((await post("SELECT currentRoles()", { role: "ledgerscope_admin" })).text).toBe("['ledgerscope_admin']\n");
  const all = (await post("SELECT length(currentRoles())")).text;
  expect((await post("SELECT 1", { role: "absent" })).text).toContain("UNKNOWN_ROLE");
  expect((await post("SELECT length(currentRoles())")).text).toBe(all);
});

test("@clickhouse/client inserts, streams, and tells errors by code and type", async () => {
  await client.command({ query: "CREATE TABLE people (id UInt64, name String) ENGINE = MergeTree ORDER BY id" });
  const values = [
    { id: 1, name: "Ada" },
    { id: 2, name: "\n\nDROP TABLE people" },
  ];
  const inserted = await client.insert({ table: "people", values, format: "JSONEachRow" });
  expect(inserted.summary?.written_rows).toBe("2");
  await client.insert({ table: "people", values: [], format: "JSONEachRow" });
  const result = await client.query({ query: "SELECT * FROM people ORDER BY id", format: "JSON" });
  expect((await result.json<{ id: number }>()).data).toEqual(values);
  let rows = 0;
  const big = await client.query({ query: "SELECT number FROM numbers(300000)", format: "JSONEachRow" });
  for await (const page of big.stream()) rows += page.length;
  expect(rows).toBe(300_000);
  const failure = client.query({ query: "SELECT * FROM absent" });
  await expect(failure).rejects.toBeInstanceOf(ClickHouseError);
  await expect(failure).rejects.toMatchObject({ code: "60", type: "UNKNOWN_TABLE" });
  expect((await client.ping({ select: true })).success).toBe(true);
});

test("bodies and answers may be compressed", async () => {
  const compressed = createClient({ url: server.url, compression: { request: true, response: true } });
  await compressed.insert({ table: "t", values: [{ a: 77, b: "z" }], format: "JSONEachRow" });
  const result = await compressed.query({ query: "SELECT b FROM t WHERE a = 77", format: "JSONEachRow" });
  expect(await result.json()).toEqual([{ b: "z" }]);
  await compressed.close();
  const answer = await post(gzipSync("SELECT 1"), { enable_http_compression: "1" }, { "Content-Encoding": "gzip" });
  expect([answer.text, answer.headers.get("content-encoding")]).toEqual(["1\n", "gzip"]);
  expect((await ask({ query: "SELECT 1" })).headers.get("content-encoding")).toBeNull();
});

test.each([
  ["JSONEachRow", '{"a":1,"b":"x"}\n\n{"a":2,"b":"DROP TABLE into_t"}\n'],
  ["CSV", '1,"x;\n\nDROP TABLE into_t"\n2,b\n'],
  ["TabSeparated", "1\tx\n2\ty"],
  ["Values", "(1, 'x\n\n;'), (2, concat('a', 'b'))"],
])("%s is inserted as data, empty lines and SQL in it included", async (format, data) => {
  await post("CREATE OR REPLACE TABLE into_t (a UInt64, b String) ENGINE = MergeTree ORDER BY a");
  const inBody = await post(`INSERT INTO into_t (a, b) FORMAT ${format}\n${data}`);
  expect([inBody.text, inBody.status]).toEqual(["", 200]);
  const beside = await post(data, { query: `INSERT INTO into_t FORMAT ${format}` });
  expect(JSON.parse(beside.headers.get("x-clickhouse-summary") ?? "{}")).toMatchObject({ written_rows: "2" });
  expect((await post("SELECT count(), sum(a) FROM into_t")).text).toBe("4\t6\n");
});

test("binary data with line breaks in it is inserted byte by byte", async () => {
  const row = Buffer.from([10, 10, 0, 0, 0, 0, 0, 0, 4, 10, 10, 59, 10]);
  const answer = await post(Buffer.concat([row, row]), { query: "INSERT INTO t (a, b) FORMAT RowBinary" });
  expect([answer.text, answer.status]).toEqual(["", 200]);
  expect((await post("SELECT hex(b), count() FROM t WHERE a = 2570 GROUP BY b")).text).toBe("0A0A3B0A\t2\n");
  await post("CREATE TABLE copy AS t");
  const native = await fetch(`${server.url}/?query=${encodeURIComponent("SELECT * FROM t FORMAT Native")}`);
  await post(new Uint8Array(await native.arrayBuffer()), { query: "INSERT INTO copy FORMAT Native" });
  expect((await post("SELECT (SELECT count() FROM copy) = (SELECT count() FROM t)")).text).toBe("1\n");
});

test("a large result is one document of its format", async () => {
  const json = await post("SELECT number, toString(number) AS s FROM numbers(200000) FORMAT JSONCompact");
  expect((JSON.parse(json.text) as { rows: number }).rows).toBe(200_000);
  const csv = await post("SELECT number AS n FROM numbers(200000) FORMAT CSVWithNames");
  expect(csv.text.split("\n").filter((line) => line === '"n"')).toHaveLength(1);
});

test.each([
  ["SELEC 1", 400, "62"],
  ["SELECT * FROM absent", 404, "60"],
  ["SELECT absent(1)", 404, "46"],
  ["SELECT 1 SETTINGS absent = 1", 404, "115"],
  ["SELECT * FROM absent.t", 404, "81"],
  ["SELECT throwIf(1)", 500, "395"],
  ['INSERT INTO t FORMAT JSONEachRow {"a":"x"}', 400, "27"],
  ["INSERT INTO absent FORMAT JSONEachRow {}", 404, "60"],
  ["SELECT 1; SELECT 2", 400, "62"],
  ["SELECT 1 INTO OUTFILE '/tmp/ledgerscope-outfile'", 500, "358"],
  ["", 400, "62"],
])("%s answers %i and code %s", async (sql, status, code) => {
  const answer = await post(sql);
  expect([answer.status, answer.headers.get("x-clickhouse-exception-code")]).toEqual([status, code]);
  expect(answer.text).toMatch(new RegExp(`^Code: ${code}\\. DB::Exception: .*\\([A-Z_]+\\)`, "s"));
});

test("an error behind rows already sent reaches the client", async () => {
  const result = await client.query({
    query: "SELECT throwIf(number = 900000) FROM numbers(1000000)",
    format: "JSONEachRow",
  });
  const read = async (): Promise<void> => {
    for await (const _ of result.stream());
  };
  await expect(read()).rejects.toMatchObject({ code: "395" });
  const unaware = fetch(
    `${server.url}/?query=${encodeURIComponent("SELECT throwIf(number = 900000) FROM numbers(1000000)")}`,
  );
  await expect(unaware.then((response) => response.text())).rejects.toThrow();
  const held = await post("SELECT throwIf(number = 900000) FROM numbers(1000000)", { wait_end_of_query: "1" });
  expect(held.status).toBe(500);
});

test("GET only reads", async () => {
  const answer = await ask({ query: "INSERT INTO t VALUES (1, 'x')" });
  expect(answer.headers.get("x-clickhouse-exception-code")).toBe("164");
  expect((await ask({ query: "DROP TABLE t" })).headers.get("x-clickhouse-exception-code")).toBe("164");
});

test("what a page in a browser can send changes nothing and reaches nothing", async () => {
  for (const search of [
    { query: "DROP TABLE t", readonly: "0" },
    { query: "INSERT INTO t VALUES (1, 'x')", readonly: "0" },
    { query: "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')" },
    { query: "SELECT * FROM file('/etc/passwd', 'LineAsString')" },
    { query: "SELECT file('/etc/passwd')" },
    { query: "SELECT 1 SETTINGS readonly = 0", readonly: "1" },
    { query: "KILL QUERY WHERE 1" },
  ]) {
    expect(["164", "497"], search.query).toContain((await ask(search)).headers.get("x-clickhouse-exception-code"));
  }
  const site = (value: string) =>
    new Promise((resolve) =>
      get(`${server.url}/?query=SELECT+1`, { headers: { "Sec-Fetch-Site": value } }, (r) =>
        resolve(r.resume().statusCode),
      ),
    );
  expect([await site("cross-site"), await site("same-site"), await site("none")]).toEqual([403, 403, 200]);
});

test.each(["//", "http://[", "//:", "/?%", "*"])("the request target %s is answered", async (target) => {
  const { port } = new URL(server.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => {
      socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
    });
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
    socket.on("close", () => resolve(text)).on("error", reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 (200|400|404)/);
  expect((await post("SELECT 1")).text).toBe("1\n");
});

test("strangers, passwords and web pages are refused", async () => {
  expect((await post("SELECT 1", { user: "somebody" })).status).toBe(403);
  expect((await post("SELECT 1", {}, { "X-ClickHouse-User": "default", "X-ClickHouse-Key": "x" })).status).toBe(403);
  expect((await post("SELECT 1", {}, { Authorization: `Basic ${btoa("default:x")}` })).status).toBe(403);
  expect((await post("SELECT 1", {}, { Authorization: `Basic ${btoa("default:")}` })).text).toBe("1\n");
  expect((await post("SELECT 1", {}, { Origin: "https://example.org" })).status).toBe(403);
});

test("what would change a result is refused, not ignored", async () => {});

test("point reads are answered while long ones run, and a long one ends with its client", async () => {
  const abort = new AbortController();
  const long = Array.from({ length: 6 }, () =>
    ask(
      { query: "SELECT sum(sipHash64(number)) FROM numbers(1000000000000)", max_threads: "1" },
      { signal: abort.signal },
    ).catch(() => "gone"),
  );
  await sleep(300);
  expect((await post("SELECT 1")).text).toBe("1\n");
  const running =
    "SELECT count() FROM system.processes WHERE query LIKE '%numbers(1000000000000)%' AND query NOT LIKE '%processes%'";
  expect((await post(running)).text).toBe("6\n");
  abort.abort();
  expect(await Promise.all(long)).toEqual(Array.from({ length: 6 }, () => "gone"));
  await expect.poll(async () => (await post(running)).text, { timeout: 10_000 }).toBe("0\n");
});

/** Niceness of each thread of the server. */
function niceness(): number[] {
  const { pid } = JSON.parse(readFileSync(join(folder, "run", "server.json"), "utf8")) as { pid: number };
  return readdirSync(`/proc/${pid}/task`).map((thread) => {
    try {
      return getPriority(Number(thread));
    } catch {
      return 0; // It has ended meanwhile.
    }
  });
}

test.skipIf(!MAY_RAISE)(
  "a long read computes in the background, and its threads are as the others afterwards",
  async () => {
    const abort = new AbortController();
    const query = "SELECT sum(sipHash64(number)) FROM numbers_mt(1000000000000)";
    const long = ask({ query }, { signal: abort.signal }).catch(() => "gone");
    await expect.poll(() => niceness().filter((nice) => nice > 0).length, { timeout: 10_000 }).toBeGreaterThan(0);
    abort.abort();
    await long;
    await expect.poll(() => niceness().filter((nice) => nice > 0).length, { timeout: 10_000 }).toBe(0);
  },
);

test("a client that hangs up ends its own query, and none of ten others", async () => {
  const query =
    "SELECT sum(sipHash64(number)) FROM numbers(1000000000000) SETTINGS max_execution_time = 60, max_threads = 1";
  const aborts = Array.from({ length: 11 }, () => new AbortController());
  const all = aborts.map(({ signal }) => ask({ query }, { signal }).catch(() => "gone"));
  const running = async (): Promise<number> =>
    Number(
      (
        await post(
          "SELECT count() FROM system.processes WHERE query LIKE '%sipHash64%' AND query NOT LIKE '%processes%'",
        )
      ).text,
    );
  await expect.poll(running, { timeout: 20_000 }).toBe(11);
  for (let left = 10; left >= 7; left--) {
    aborts[left]?.abort();
    await expect.poll(running, { timeout: 10_000 }).toBeLessThanOrEqual(left);
    expect(await running()).toBe(left);
  }
  for (const abort of aborts) abort.abort();
  expect(await Promise.all(all)).toEqual(aborts.map(() => "gone"));
}, 60_000);

test("clients that hang up at once, and large inserts that are refused, leave nothing waiting", async () => {
  const lines = `{"a":"x"}\n`.repeat(200_000);
  const work = Array.from({ length: 24 }, async (_, index) => {
    const abort = new AbortController();
    const url = `${server.url}/?query=${encodeURIComponent("SELECT number FROM numbers(10000000)")}`;
    const reading = fetch(url, { signal: abort.signal })
      .then((response) => response.text())
      .catch(() => "gone");
    setTimeout(() => abort.abort(), index * 2);
    await reading;
    const table = index % 2 === 0 ? "absent" : "t";
    expect((await post(lines, { query: `INSERT INTO ${table} FORMAT JSONEachRow` })).status).not.toBe(200);
  });
  await Promise.all(work);
  expect((await post('{"a":1}', { query: "INSERT INTO t FORMAT JSONEachRow" })).status).toBe(200);
  expect((await post("SELECT 1")).text).toBe("1\n");
});

test("metrics count statements by kind and outcome", async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toMatch(/ledgerscope_warehouse_queries_total\{kind="query",outcome="ok"\} [1-9]/);
  expect(text).toMatch(/ledgerscope_warehouse_queries_total\{kind="insert",outcome="error"\} [1-9]/);
  expect(text).toMatch(/ledgerscope_warehouse_query_duration_seconds_bucket\{le="0.01",kind="query"\}/);
});
