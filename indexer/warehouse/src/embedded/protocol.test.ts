import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedWarehouse, serveWarehouse } from "../serveWarehouse.ts";
import { decompressBlocks } from "./blockCompression.ts";
import { cityHash128 } from "./cityHash128.ts";

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-protocol-"));
let server: ServedWarehouse;
beforeAll(async () => {
  server = await serveWarehouse({ path: folder });
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  search: Record<string, string> = {},
  method = "POST",
): Promise<{ status: number; text: string; code: string | null; bytes: Buffer }> {
  const url = `${server.url}/?${new URLSearchParams(search)}`;
  const response = await fetch(url, method === "GET" ? { method } : { method, body });
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    text: bytes.toString(),
    bytes,
    code: response.headers.get("x-clickhouse-exception-code"),
  };
}

test("a session keeps temporary tables, settings and database; another one and none do not see them", async () => {
  const mine = { session_id: "mine" };
  await post("CREATE TEMPORARY TABLE kept (a UInt8)", mine);
  expect((await post("INSERT INTO kept FORMAT CSV\n1\n2\n", mine)).status).toBe(200);
  await post("SET max_block_size = 77", mine);
  await post("USE system", mine);
  const all = "SELECT sum(a), getSetting('max_block_size'), currentDatabase() FROM kept";
  expect((await post(all, mine)).text).toBe("3\t77\tsystem\n");
  expect((await post("SELECT * FROM kept", { session_id: "other" })).code).toBe("60");
  expect((await post("SELECT * FROM kept")).code).toBe("60");
});

test("settings and database of a URL hold for one request of a session", async () => {
  const mine = { session_id: "once" };
  const ask = "SELECT getSetting('max_block_size'), currentDatabase()";
  expect((await post(ask, { ...mine, max_block_size: "7", database: "system" })).text).toBe("7\tsystem\n");
  expect((await post(ask, mine)).text).not.toBe("7\tsystem\n");
  expect((await post("", { ...mine, query: "DROP TABLE x" }, "GET")).code).toBe("164");
  expect((await post("CREATE TEMPORARY TABLE after_get (a UInt8)", mine)).status).toBe(200);
});

test("a session runs one statement at a time, must exist when asked, and ends after its timeout", async () => {
  const busy = post("SELECT sleep(1)", { session_id: "busy" });
  await sleep(300);
  expect((await post("SELECT 1", { session_id: "busy" })).code).toBe("373");
  expect((await busy).status).toBe(200);
  expect((await post("SELECT 1", { session_id: "absent", session_check: "1" })).code).toBe("372");
  expect((await post("SELECT 1", { session_id: "absent", session_timeout: "99999" })).code).toBe("374");
  await post("SELECT 1", { session_id: "short", session_timeout: "1" });
  expect((await post("SELECT 1", { session_id: "short", session_timeout: "1", session_check: "1" })).status).toBe(200);
  const check = { session_id: "short", session_check: "1" };
  await sleep(1500);
  expect((await post("SELECT 1", check)).code).toBe("372");
});

test("KILL QUERY ends a query by the id that its client gave, and that one alone", async () => {
  const long = "SELECT sum(sipHash64(number)) FROM numbers(1000000000000) SETTINGS max_threads = 1";
  const first = post(long, { query_id: "first" });
  const second = post(long, { query_id: "second" });
  await sleep(300);
  expect((await post("KILL QUERY WHERE query_id = 'first' SYNC")).status).toBe(200);
  expect((await first).code).toBe("394");
  expect((await post("SELECT count() FROM system.processes WHERE Settings['log_comment'] = 'second'")).text).toBe(
    "1\n",
  );
  await post("KILL QUERY WHERE query_id IN ('second', 'query_id') ASYNC");
  expect((await second).code).toBe("394");
});

test("progress headers come while a statement runs, and the answer after them", async () => {
  const search = { send_progress_in_http_headers: "1", http_headers_progress_interval_ms: "1" };
  const url = `${server.url}/?${new URLSearchParams({ ...search, query: "SELECT sum(sleepEachRow(0.1)) FROM numbers(8) SETTINGS max_block_size = 1" })}`;
  const headers = await new Promise<[string[], string]>((resolve, reject) => {
    request(url, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on("end", () => resolve([response.rawHeaders, text]));
    })
      .once("error", reject)
      .end();
  });
  const progress = headers[0].filter((name) => name === "X-ClickHouse-Progress");
  expect(progress.length).toBeGreaterThan(2);
  // In 0.8 seconds: it is asked for every millisecond, and looked at every 100.
  expect(progress.length).toBeLessThan(20);
  expect(headers[1]).toBe("0\n");
  expect(headers[0]).toContain("X-ClickHouse-Summary");
  const failing = await fetch(
    `${server.url}/?${new URLSearchParams({ ...search, query: "SELECT sleep(0.5), throwIf(sleep(0.3) = 0)" })}`,
  );
  expect(failing.headers.get("x-clickhouse-exception-code")).toBe("395");
});

test("ClickHouse's compressed blocks are read and written, and corrupt ones refused", async () => {
  const packed = await post("SELECT toString(number) FROM numbers(500000)", { compress: "1" });
  async function* whole(): AsyncGenerator<Buffer> {
    for (let at = 0; at < packed.bytes.length; at += 1000) yield packed.bytes.subarray(at, at + 1000);
  }
  const plain: Buffer[] = [];
  for await (const part of decompressBlocks(whole())) plain.push(part);
  const numbers = Buffer.concat(plain);
  expect(numbers.toString().split("\n")).toHaveLength(500_001);
  expect(packed.bytes.length).toBeLessThan(numbers.length);

  await post("CREATE TABLE packed (a String) ENGINE = MergeTree ORDER BY a");
  const into = { query: "INSERT INTO packed FORMAT TSV", decompress: "1" };
  expect((await post(new Uint8Array(packed.bytes), into)).text).toBe("");
  expect((await post("SELECT uniqExact(a) FROM packed")).text).toBe("500000\n");
  const corrupt = new Uint8Array(packed.bytes);
  corrupt[100_000] = (corrupt[100_000] ?? 0) ^ 1;
  expect((await post(corrupt, into)).code).toBe("40");
  expect((await post(new Uint8Array(packed.bytes.subarray(0, -1)), into)).code).toBe("271");
  expect((await post("SELECT 1", { decompress: "1" })).code).toBe("271");
});

test.each(["lz4", "zstd", "xz"])("the engine decompresses an insert's %s itself", async (encoding) => {
  await post(`CREATE TABLE from_${encoding} (a UInt64) ENGINE = MergeTree ORDER BY a`);
  const file = join(folder, `numbers.${encoding}`);
  await post(
    `INSERT INTO FUNCTION file('${file}', 'Native', 'a UInt64', '${encoding}') SELECT number FROM numbers(100000)`,
  );
  const url = `${server.url}/?${new URLSearchParams({ query: `INSERT INTO from_${encoding} FORMAT Native` })}`;
  const headers = { "Content-Encoding": encoding };
  const answer = await fetch(url, { method: "POST", body: new Uint8Array(readFileSync(file)), headers });
  expect(await answer.text()).toBe("");
  expect((await post(`SELECT count(), sum(a) FROM from_${encoding}`)).text).toBe("100000\t4999950000\n");
});

test("a body in LZ4 frames may hold the statement too, and one that is cut off is refused", async () => {
  await post("CREATE TABLE from_frames (a UInt64) ENGINE = MergeTree ORDER BY a");
  const file = join(folder, "frames.lz4");
  const lines =
    "arrayJoin(arrayConcat(['INSERT INTO from_frames FORMAT TSV'], arrayMap(n -> toString(n), range(200000))))";
  await post(`INSERT INTO FUNCTION file('${file}', 'LineAsString', 'a String', 'lz4') SELECT ${lines}`);
  const body = new Uint8Array(readFileSync(file));
  const send = async (bytes: Uint8Array<ArrayBuffer>) =>
    (await fetch(server.url, { method: "POST", body: bytes, headers: { "Content-Encoding": "lz4" } })).text();
  expect(await send(body.slice(0, -100))).toMatch(/^Code: 271\./);
  expect(await send(body)).toBe("");
  expect((await post("SELECT count(), sum(a) FROM from_frames")).text).toBe("200000\t19999900000\n");
});

test("files of a form are tables for its statement, and for it alone, in a session too", async () => {
  const ask = async (search: Record<string, string>, tsv: string): Promise<string> => {
    const form = new FormData();
    form.append("query", "SELECT sum(id), max(name) FROM names");
    form.append("names", new Blob([tsv]));
    const answer = await fetch(`${server.url}/?${new URLSearchParams(search)}`, { method: "POST", body: form });
    return await answer.text();
  };
  const names_structure = "id UInt8, name String";
  for (const session of [{}, { session_id: "with-tables" }]) {
    expect(await ask({ ...session, names_structure }, "1\tone\n2\ttwo\n")).toBe("3\ttwo\n");
    expect(await ask({ ...session, names_structure, names_format: "CSV" }, "3,three\n")).toBe("3\tthree\n");
    expect(await ask({ ...session, names_types: "Decimal(9, 2),String" }, "1\tx")).toContain("UNKNOWN_IDENTIFIER");
    expect(await ask({ ...session, names_structure }, "no number\n")).toContain("CANNOT_PARSE");
    expect(await ask({ ...session, names_structure: "id UInt8); DROP TABLE t; --" }, "")).toContain("SYNTAX_ERROR");
    expect(await ask(session, "1\n")).toContain("names_structure");
    expect((await post("SELECT * FROM names", session)).text).toContain("UNKNOWN_TABLE");
  }
});

test("a form's fields stand for URL parameters", async () => {
  const form = new FormData();
  form.append("query", "SELECT {x:String}, {n:UInt8}");
  form.append("param_x", "a\\tb");
  form.append("param_n", "3");
  const answer = await fetch(server.url, { method: "POST", body: form });
  expect(await answer.text()).toBe("a\\tb\t3\n");
});

test("an insert of any size streams in, and the server does not hold it", async () => {
  await post("CREATE TABLE big (a UInt64) ENGINE = Null");
  await post("CREATE TABLE sums (n UInt64) ENGINE = MergeTree ORDER BY n");
  await post("CREATE MATERIALIZED VIEW to_sums TO sums AS SELECT count() AS n FROM big");
  const chunk = randomBytes(8 * 2 ** 20);
  const chunks = 64;
  const status = await new Promise((resolve, reject) => {
    const sending = request(`${server.url}/?query=INSERT+INTO+big+FORMAT+RowBinary`, { method: "POST" }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once("error", reject);
    void (async () => {
      for (let sent = 0; sent < chunks; sent++)
        if (!sending.write(chunk)) await new Promise((r) => sending.once("drain", r));
      sending.end();
    })();
  });
  expect(status).toBe(200);
  expect((await post("SELECT sum(n) FROM sums")).text).toBe(`${chunks * 2 ** 20}\n`);
});

test("an insert whose client hangs up leaves nothing, though what it sent is well formed", async () => {
  await post("CREATE TABLE broken (a UInt64) ENGINE = MergeTree ORDER BY a");
  const { port } = new URL(server.url);
  const socket = connect(Number(port), "127.0.0.1");
  // More than is read ahead, less than a block of the engine.
  const rows = "1234567890123\n".repeat(500_000);
  socket.write(
    `POST /?query=INSERT+INTO+broken+FORMAT+TSV HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${rows.length + 1000}\r\n\r\n`,
  );
  await new Promise((resolve) => socket.write(rows, resolve));
  await sleep(300);
  socket.destroy();
  const running = "SELECT count() FROM system.processes WHERE query LIKE 'INSERT INTO broken%'";
  await expect.poll(async () => (await post(running)).text, { timeout: 10_000 }).toBe("0\n");
  expect((await post("SELECT count() FROM broken")).text).toBe("0\n");
});

test("a large insert that is refused is answered at once, while its client still sends", async () => {
  const status = await new Promise((resolve, reject) => {
    const sending = request(`${server.url}/?query=INSERT+INTO+nowhere+FORMAT+TSV`, { method: "POST" }, (response) => {
      resolve(response.headers["x-clickhouse-exception-code"]);
      sending.end();
    }).once("error", reject);
    sending.write("1\n".repeat(3_000_000));
  });
  expect(status).toBe("60");
});

// Values of clickhouse-cityhash 1.0.2.6 (Python), low half first, of bytes i * 7 + 3.
test.each([
  [9, 114322956709339023818312000857875628015n],
  [16, 45067122078631122568559162701458259834n],
  [40, 15307582228514374182746836001691345975n],
  [143, 42652306700141612660303548606569991632n],
  [144, 284751208025115274769458752974178289606n],
  [300, 284706172254741250495659253464148809711n],
  [1048576, 89931425373325947305947152002982963581n],
])("CityHash128 of %i bytes is that of other implementations", (length, expected) => {
  const hash = cityHash128(Uint8Array.from({ length }, (_, i) => (i * 7 + 3) & 255));
  expect((hash.readBigUInt64LE(0) << 64n) | hash.readBigUInt64LE(8)).toBe(expected);
});
