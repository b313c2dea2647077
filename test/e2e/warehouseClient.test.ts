import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import {
  type ClickHouseClient,
  type ClickHouseClientConfigOptions,
  ClickHouseError,
  ClickHouseLogLevel,
  createClient,
  type DataFormat,
  type ResponseJSON,
  TupleParam,
} from "@clickhouse/client";
import { type ServedWarehouse, serveWarehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

/**
 * ClickHouse's own client for Node, feature by feature in the order of its documentation
 * (https://clickhouse.com/docs/integrations/javascript), on the embedded server.
 */
const folder = mkdtempSync(join(tmpdir(), "ledgerscope-client-"));
let server: ServedWarehouse;
let client: ClickHouseClient;
const opened: ClickHouseClient[] = [];

function connect(options: ClickHouseClientConfigOptions = {}): ClickHouseClient {
  const made = createClient({ url: server.url, log: { level: ClickHouseLogLevel.OFF }, ...options });
  opened.push(made);
  return made;
}

let table: string;
beforeAll(async () => {
  server = await serveWarehouse({ path: join(folder, "data") });
  client = connect();
});
beforeEach(async () => {
  table = `t_${randomUUID().replaceAll("-", "")}`;
});
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  await server?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** A table `(id UInt64, name String)`. */
async function makeTable(): Promise<void> {
  await client.command({ query: `CREATE TABLE ${table} (id UInt64, name String) ENGINE = MergeTree ORDER BY id` });
}

const stored = async (): Promise<unknown[]> => {
  const result = await client.query({ query: `SELECT * FROM ${table} ORDER BY id`, format: "JSONCompactEachRow" });
  return result.json();
};

describe("connection", () => {
  test("ping answers with and without a query, and tells a server that is away", async () => {
    expect(await client.ping()).toMatchObject({ success: true });
    expect(await client.ping({ select: true })).toMatchObject({ success: true });
    expect(await connect({ url: "http://127.0.0.1:1" }).ping()).toMatchObject({ success: false });
    const stranger = connect({ username: "nobody", password: "wrong" });
    const refused = await stranger.ping({ select: true });
    expect(refused).toMatchObject({ success: false, error: { code: "516", type: "AUTHENTICATION_FAILED" } });
  });

  test("everything may stand in the URL: user, empty password, database and settings", async () => {
    await client.command({ query: "CREATE DATABASE IF NOT EXISTS in_url" });
    const url = new URL(server.url);
    url.username = "default";
    url.pathname = "/in_url";
    url.search = "?application=conformance&ch_max_threads=1&request_timeout=20000&compression_response=1";
    const configured = connect({ url: url.href });
    const result = await configured.query({
      query: "SELECT currentDatabase() AS db, toUInt32(getSetting('max_threads')) AS threads",
      format: "JSONEachRow",
    });
    expect(await result.json()).toEqual([{ db: "in_url", threads: 1 }]);
  });

  test("the database option holds for reading, inserting and commands", async () => {
    await client.command({ query: "CREATE DATABASE IF NOT EXISTS elsewhere" });
    const there = connect({ database: "elsewhere" });
    await there.command({ query: `CREATE TABLE ${table} (id UInt64) ENGINE = MergeTree ORDER BY id` });
    await there.insert({ table, values: [{ id: 1 }], format: "JSONEachRow" });
    const result = await client.query({
      query: `SELECT toUInt8(id) AS id FROM elsewhere.${table}`,
      format: "JSONEachRow",
    });
    expect(await result.json()).toEqual([{ id: 1 }]);
  });

  test("one socket is used again and again, also after errors and unread results", async () => {
    const one = connect({ max_open_connections: 1, keep_alive: { enabled: true } });
    for (let round = 0; round < 50; round++) {
      const result = await one.query({ query: "SELECT 1 AS x", format: "JSONEachRow" });
      expect(await result.json()).toEqual([{ x: 1 }]);
      if (round % 10 === 0) await expect(one.query({ query: "SELECT absent" })).rejects.toBeInstanceOf(ClickHouseError);
      if (round % 10 === 5) (await one.query({ query: "SELECT number FROM numbers(100000)" })).close();
    }
  });

  test("2,000 queries and inserts on 16 connections: no reset, every answer its own", async () => {
    await makeTable();
    const many = connect({ max_open_connections: 16, keep_alive: { enabled: true, idle_socket_ttl: 2000 } });
    const worker = async (id: number): Promise<void> => {
      for (let round = 0; round < 100; round++) {
        const n = id * 1000 + round;
        if (round % 20 === 0) {
          await many.insert({ table, values: [{ id: n, name: "x" }], format: "JSONEachRow" });
          continue;
        }
        const result = await many.query({
          query: "SELECT {n:UInt32} AS n",
          query_params: { n },
          format: "JSONEachRow",
        });
        expect(await result.json()).toEqual([{ n }]);
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, id) => worker(id)));
    expect(await stored()).toHaveLength(100);
  });

  test("without keep-alive each request has its own socket", async () => {
    const plain = connect({ keep_alive: { enabled: false } });
    for (let round = 0; round < 5; round++) {
      expect(await (await plain.query({ query: "SELECT 1", format: "TabSeparated" })).text()).toBe("1\n");
    }
  });

  test("compression of requests and responses, in every combination", async () => {
    await makeTable();
    for (const request of [false, true]) {
      for (const response of [false, true]) {
        const compressed = connect({ compression: { request, response } });
        const values = Array.from({ length: 2000 }, (_, id) => ({ id, name: "compressible ".repeat(5) }));
        await client.command({ query: `TRUNCATE TABLE ${table}` });
        await compressed.insert({ table, values, format: "JSONEachRow" });
        const result = await compressed.query({ query: `SELECT * FROM ${table} ORDER BY id`, format: "JSONEachRow" });
        expect(await result.json()).toEqual(values);
        await expect(compressed.query({ query: "SELECT * FROM absent" })).rejects.toMatchObject({ code: "60" });
      }
    }
  });

  test("a request that takes too long is given up, and the server goes on", async () => {
    const impatient = connect({ request_timeout: 300 });
    await expect(impatient.query({ query: "SELECT sleep(2)" })).rejects.toThrow(/[Tt]imeout/);
    expect(await client.ping({ select: true })).toMatchObject({ success: true });
  });
});

const READ_AS_TEXT: readonly [DataFormat, string][] = [
  ["CSV", '0,"a"\n1,"a"\n'],
  ["CSVWithNames", '"n","s"\n0,"a"\n1,"a"\n'],
  ["CSVWithNamesAndTypes", '"n","s"\n"UInt8","String"\n0,"a"\n1,"a"\n'],
  ["TabSeparated", "0\ta\n1\ta\n"],
  ["TabSeparatedRaw", "0\ta\n1\ta\n"],
  ["TabSeparatedWithNames", "n\ts\n0\ta\n1\ta\n"],
  ["TabSeparatedWithNamesAndTypes", "n\ts\nUInt8\tString\n0\ta\n1\ta\n"],
  ["CustomSeparated", "0\ta\n1\ta\n"],
  ["CustomSeparatedWithNames", "n\ts\n0\ta\n1\ta\n"],
  ["CustomSeparatedWithNamesAndTypes", "n\ts\nUInt8\tString\n0\ta\n1\ta\n"],
];

describe("query", () => {
  const query = "SELECT toUInt8(number) AS n, 'a' AS s FROM numbers(2)";
  const objects = [
    { n: 0, s: "a" },
    { n: 1, s: "a" },
  ];
  const arrays = [
    [0, "a"],
    [1, "a"],
  ];
  const strings = [
    ["0", "a"],
    ["1", "a"],
  ];

  test.each<[DataFormat, unknown]>([
    ["JSONEachRow", objects],
    ["JSONStringsEachRow", objects.map(({ n, s }) => ({ n: String(n), s }))],
    ["JSONCompactEachRow", arrays],
    ["JSONCompactStringsEachRow", strings],
    ["JSONCompactEachRowWithNames", [["n", "s"], ...arrays]],
    ["JSONCompactEachRowWithNamesAndTypes", [["n", "s"], ["UInt8", "String"], ...arrays]],
    ["JSONCompactStringsEachRowWithNames", [["n", "s"], ...strings]],
    ["JSONCompactStringsEachRowWithNamesAndTypes", [["n", "s"], ["UInt8", "String"], ...strings]],
  ])("%s is read whole and as a stream", async (format, rows) => {
    expect(await (await client.query({ query, format })).json()).toEqual(rows);
    const streamed: unknown[] = [];
    for await (const page of (await client.query({ query, format })).stream()) {
      for (const row of page) streamed.push(row.json());
    }
    expect(streamed).toEqual(rows);
  });

  test.each<[DataFormat, unknown]>([
    ["JSON", objects],
    ["JSONStrings", objects.map(({ n, s }) => ({ n: String(n), s }))],
    ["JSONCompact", arrays],
    ["JSONCompactStrings", strings],
    ["JSONColumnsWithMetadata", { n: [0, 1], s: ["a", "a"] }],
  ])("%s is read with its columns and statistics", async (format, data) => {
    const document = (await (await client.query({ query, format })).json()) as ResponseJSON;
    expect(document).toMatchObject({
      data,
      rows: 2,
      meta: [
        { name: "n", type: "UInt8" },
        { name: "s", type: "String" },
      ],
    });
    expect(document.statistics?.rows_read).toBe(2);
  });

  test("JSONObjectEachRow names its rows", async () => {
    const result = await client.query({ query, format: "JSONObjectEachRow" });
    expect(await result.json()).toEqual({ row_1: objects[0], row_2: objects[1] });
  });

  test("JSONEachRowWithProgress tells rows and progress", async () => {
    const result = await client.query({
      query: "SELECT number FROM numbers(300000)",
      format: "JSONEachRowWithProgress",
      clickhouse_settings: { interactive_delay: "1000" },
    });
    let rows = 0;
    let progress = 0;
    for await (const page of result.stream()) {
      for (const row of page) {
        const event = row.json() as object;
        if ("row" in event) rows++;
        if ("progress" in event) progress++;
      }
    }
    expect(rows).toBe(300_000);
    expect(progress).toBeGreaterThan(0);
  });

  test.each(READ_AS_TEXT)("%s is read as text and row by row", async (format, expected) => {
    expect(await (await client.query({ query, format })).text()).toBe(expected);
    const lines: string[] = [];
    for await (const page of (await client.query({ query, format })).stream()) {
      for (const row of page) lines.push(row.text);
    }
    expect(lines).toEqual(expected.trimEnd().split("\n"));
  });

  test("a Parquet file is written by exec, and read back by insert", async () => {
    await makeTable();
    const file = join(folder, `${table}.parquet`);
    const result = await client.exec({
      query: "SELECT number AS id, toString(number) AS name FROM numbers(1000) FORMAT Parquet",
    });
    await pipeline(result.stream, createWriteStream(file));
    expect(readFileSync(file).subarray(0, 4).toString()).toBe("PAR1");
    const inserted = await client.insert({ table, values: createReadStream(file), format: "Parquet" });
    expect(inserted.summary?.written_rows).toBe("1000");
    expect(await stored()).toHaveLength(1000);
  });

  test("a stream of a million rows is read while the engine computes it, or left in the middle", async () => {
    const whole = await client.query({ query: "SELECT number FROM numbers(1000000)", format: "JSONCompactEachRow" });
    let rows = 0;
    for await (const page of whole.stream()) rows += page.length;
    expect(rows).toBe(1_000_000);
    const left = await client.query({ query: "SELECT number FROM numbers(1000000000)", format: "CSV" });
    for await (const page of left.stream()) if (page.length > 0) break;
    left.close();
    expect(await client.ping({ select: true })).toMatchObject({ success: true });
  });

  test("the answer carries the query's id, its headers and its summary", async () => {
    const mine = randomUUID();
    const result = await client.query({ query: "SELECT number FROM numbers(10)", query_id: mine, format: "JSON" });
    expect(result.query_id).toBe(mine);
    const zone = await client.query({ query: "SELECT timezone() AS zone", format: "JSONEachRow" });
    const [{ zone: timezone } = { zone: "" }] = await zone.json<{ zone: string }>();
    expect(result.response_headers).toMatchObject({
      "x-clickhouse-query-id": mine,
      "x-clickhouse-format": "JSON",
      "content-type": "application/json; charset=UTF-8",
      "x-clickhouse-timezone": timezone,
    });
    expect(JSON.parse(String(result.response_headers["x-clickhouse-summary"]))).toMatchObject({ result_rows: "10" });
    await result.text();
    const unnamed = await client.query({ query: "SELECT 1" });
    expect(unnamed.query_id).toMatch(/^[0-9a-f-]{36}$/);
    await unnamed.text();
  });

  test("settings hold for a client, and are overridden for a query", async () => {
    const configured = connect({ clickhouse_settings: { max_block_size: "123" } });
    const setting = async (settings = {}): Promise<unknown> => {
      const result = await configured.query({
        query: "SELECT toUInt32(getSetting('max_block_size')) AS size",
        format: "JSONEachRow",
        clickhouse_settings: settings,
      });
      return result.json();
    };
    expect(await setting()).toEqual([{ size: 123 }]);
    expect(await setting({ max_block_size: "7" })).toEqual([{ size: 7 }]);
    expect(await setting()).toEqual([{ size: 123 }]);
  });
});

describe("parameters", () => {
  const special = 'it\'s a \t tab, a \n line, \\ and "quotes", 中文, 🙂, {x:String}; --';
  test.each<[string, unknown, unknown]>([
    ["String", special, special],
    ["String", "", ""],
    ["UInt8", 255, 255],
    ["Int64", -9_007_199_254_740_993n, "-9007199254740993"],
    ["UInt256", 2n ** 255n, (2n ** 255n).toString()],
    ["Float64", 1.5, 1.5],
    ["Float64", Number.POSITIVE_INFINITY, null],
    ["Bool", true, true],
    ["Decimal(18, 4)", "12.3456", 12.3456],
    ["Date", "2026-11-21", "2026-11-21"],
    ["DateTime('UTC')", new Date("2026-11-21T10:00:00Z"), "2026-11-21 10:00:00"],
    ["DateTime64(3, 'UTC')", new Date("2026-11-21T10:00:00.123Z"), "2026-11-21 10:00:00.123"],
    ["UUID", "61f0c404-5cb3-11e7-907b-a6006ad3dba0", "61f0c404-5cb3-11e7-907b-a6006ad3dba0"],
    ["IPv4", "127.0.0.1", "127.0.0.1"],
    ["FixedString(3)", "abc", "abc"],
    ["Nullable(String)", null, null],
    ["Enum8('a' = 1, 'b' = 2)", "b", "b"],
    ["Array(UInt32)", [1, 2, 3], [1, 2, 3]],
    ["Array(String)", ["'", special, "]"], ["'", special, "]"]],
    ["Array(Array(String))", [["a"], ["b", "c"], []], [["a"], ["b", "c"], []]],
    ["Array(Nullable(UInt8))", [1, null], [1, null]],
    ["Array(Bool)", [true, false], [true, false]],
    ["Tuple(UInt8, String, Array(UInt8))", new TupleParam([42, special, [1]]), [42, special, [1]]],
    ["Map(String, UInt8)", { a: 1, "b'": 2 }, { a: 1, "b'": 2 }],
    ["Map(UInt8, String)", new Map([[1, "x"]]), { 1: "x" }],
  ])("%s %#", async (type, value, expected) => {
    const result = await client.query({
      query: `SELECT {v:${type}} AS v`,
      query_params: { v: value },
      format: "JSONEachRow",
      clickhouse_settings: { output_format_json_quote_64bit_integers: 1 },
    });
    expect(await result.json()).toEqual([{ v: expected }]);
  });

  test("identifiers", async () => {
    await makeTable();
    await client.insert({ table, values: [{ id: 7, name: "n" }], format: "JSONEachRow" });
    const result = await client.query({
      query: "SELECT {column:Identifier} AS v FROM {database:Identifier}.{table:Identifier}",
      query_params: { column: "name", database: "default", table },
      format: "JSONEachRow",
    });
    expect(await result.json()).toEqual([{ v: "n" }]);
  });

  test("in commands and inserts of one's own", async () => {
    await makeTable();
    await client.command({
      query: `INSERT INTO ${table} SELECT {id:UInt64}, {name:String}`,
      query_params: { id: 5, name: special },
    });
    await client.command({
      query: `INSERT INTO ${table} VALUES ({id:UInt64}, {name:String})`,
      query_params: { id: 6, name: special },
    });
    expect(await stored()).toEqual([
      [5, special],
      [6, special],
    ]);
  });

  test("100 KB of parameters, sent as a form", async () => {
    const ids = Array.from({ length: 18_000 }, (_, id) => id);
    for (const options of [{ use_multipart_params: true }, { use_multipart_params_auto: true }]) {
      const result = await client.query({
        query: "SELECT toUInt32(length({ids:Array(UInt32)})) AS n",
        query_params: { ids },
        format: "JSONEachRow",
        ...options,
      });
      expect(await result.json()).toEqual([{ n: ids.length }]);
    }
  });

  test("one that is missing or does not fit its type is an error of its own code", async () => {
    await expect(client.query({ query: "SELECT {v:UInt8}" })).rejects.toMatchObject({ code: "456" });
    const wrong = client.query({ query: "SELECT {v:UInt8}", query_params: { v: "x" } });
    await expect(wrong).rejects.toMatchObject({ code: "457", type: "BAD_QUERY_PARAMETER" });
  });
});

const rows = [
  [1, "Ada"],
  [2, 'x,"y"'],
  [3, "\n\n;DROP TABLE t"],
];

describe("insert", () => {
  beforeEach(makeTable);

  const meta = [
    { name: "id", type: "UInt64" },
    { name: "name", type: "String" },
  ];
  const objects = rows.map(([id, name]) => ({ id, name }));
  test.each<[DataFormat, unknown[]]>([
    ["JSONEachRow", objects],
    ["JSONStringsEachRow", objects.map(({ id, name }) => ({ id: String(id), name }))],
    ["JSONCompactEachRow", rows],
    ["JSONCompactStringsEachRow", rows.map((row) => row.map(String))],
    ["JSONCompactEachRowWithNames", [["id", "name"], ...rows]],
    ["JSONCompactEachRowWithNamesAndTypes", [["id", "name"], ["UInt64", "String"], ...rows]],
    ["JSONCompactStringsEachRowWithNames", [["id", "name"], ...rows.map((row) => row.map(String))]],
    [
      "JSONCompactStringsEachRowWithNamesAndTypes",
      [["id", "name"], ["UInt64", "String"], ...rows.map((row) => row.map(String))],
    ],
  ])("%s from an array and from a stream", async (format, values) => {
    const inserted = await client.insert({ table, values, format });
    expect(inserted).toMatchObject({ executed: true, summary: { written_rows: "3" } });
    expect(await stored()).toEqual(rows);
    await client.command({ query: `TRUNCATE TABLE ${table}` });
    await client.insert({ table, values: Readable.from(values, { objectMode: true }), format });
    expect(await stored()).toEqual(rows);
  });

  test.each<[DataFormat, unknown]>([
    ["JSON", { meta, data: objects }],
    ["JSONCompact", { meta, data: rows }],
    ["JSONColumnsWithMetadata", { meta, data: { id: [1, 2, 3], name: rows.map(([, name]) => name) } }],
    ["JSONObjectEachRow", Object.fromEntries(objects.map((row, index) => [`row_${index}`, row]))],
  ])("%s as one document", async (format, values) => {
    await client.insert({ table, values: values as never, format });
    expect(await stored()).toEqual(rows);
  });

  test.each<[DataFormat, string]>([
    ["CSV", '1,"Ada"\n2,"x,""y"""\n3,"\n\n;DROP TABLE t"\n'],
    ["CSVWithNames", 'name,id\n"Ada",1\n"x,""y""",2\n"\n\n;DROP TABLE t",3\n'],
    ["CSVWithNamesAndTypes", 'id,name\nUInt64,String\n1,"Ada"\n2,"x,""y"""\n3,"\n\n;DROP TABLE t"\n'],
    ["TabSeparated", '1\tAda\n2\tx,"y"\n3\t\\n\\n;DROP TABLE t\n'],
    ["TabSeparatedWithNames", 'id\tname\n1\tAda\n2\tx,"y"\n3\t\\n\\n;DROP TABLE t\n'],
    ["TabSeparatedWithNamesAndTypes", 'id\tname\nUInt64\tString\n1\tAda\n2\tx,"y"\n3\t\\n\\n;DROP TABLE t\n'],
    ["CustomSeparated", '1\tAda\n2\tx,"y"\n3\t\\n\\n;DROP TABLE t\n'],
    ["CustomSeparatedWithNames", 'id\tname\n1\tAda\n2\tx,"y"\n3\t\\n\\n;DROP TABLE t\n'],
  ])("%s from a stream of bytes and from a file", async (format, data) => {
    await client.insert({ table, values: Readable.from([data], { objectMode: false }), format });
    expect(await stored()).toEqual(rows);
    await client.command({ query: `TRUNCATE TABLE ${table}` });
    const file = join(folder, `${table}.data`);
    writeFileSync(file, data);
    await client.insert({ table, values: createReadStream(file), format });
    expect(await stored()).toEqual(rows);
  });

  test("a stream whose length nobody knows arrives whole", async () => {
    async function* generate(): AsyncGenerator<object> {
      for (let id = 0; id < 100_000; id++) yield { id, name: `row ${id}` };
    }
    const inserted = await client.insert({ table, values: Readable.from(generate()), format: "JSONEachRow" });
    expect(inserted.summary?.written_rows).toBe("100000");
    expect(await stored()).toHaveLength(100_000);
  });

  test("a stream that fails in the middle is an error, and nothing half is kept", async () => {
    async function* broken(): AsyncGenerator<object> {
      for (let id = 0; id < 10_000; id++) yield { id, name: "x" };
      throw new Error("source is gone");
    }
    const insert = client.insert({ table, values: Readable.from(broken()), format: "JSONEachRow" });
    await expect(insert).rejects.toThrow();
    expect(await stored()).toEqual([]);
    expect(await client.ping({ select: true })).toMatchObject({ success: true });
  });

  test("some columns, all but some, and none at all", async () => {
    await client.insert({ table, values: [{ id: 1 }], format: "JSONEachRow", columns: ["id"] });
    await client.insert({ table, values: [[2]], format: "JSONCompactEachRow", columns: { except: ["name"] } });
    const nothing = await client.insert({ table, values: [], format: "JSONEachRow" });
    expect(nothing.executed).toBe(false);
    expect(await stored()).toEqual([
      [1, ""],
      [2, ""],
    ]);
  });

  test("an ephemeral column, dates as the engine parses them, and unknown fields", async () => {
    const other = `${table}_e`;
    await client.command({
      query: `CREATE TABLE ${other} (id UInt64, message String DEFAULT message_default, message_default String EPHEMERAL, at DateTime64(3, 'UTC'))
              ENGINE = MergeTree ORDER BY id`,
    });
    await client.insert({
      table: other,
      values: [{ id: "42", message_default: "foo", at: new Date("2026-11-21T10:00:00.5Z"), extra: 1 }],
      format: "JSONEachRow",
      columns: ["id", "message_default", "at"],
      clickhouse_settings: { date_time_input_format: "best_effort", input_format_skip_unknown_fields: 1 },
    });
    const result = await client.query({
      query: `SELECT toUInt8(id) AS id, message, at FROM ${other}`,
      format: "JSONEachRow",
    });
    expect(await result.json()).toEqual([{ id: 42, message: "foo", at: "2026-11-21 10:00:00.500" }]);
  });

  test("asynchronous inserts are there when they are answered", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, id) =>
        client.insert({
          table,
          values: [{ id, name: "async" }],
          format: "JSONEachRow",
          clickhouse_settings: { async_insert: 1, wait_for_async_insert: 1 },
        }),
      ),
    );
    expect(await stored()).toHaveLength(20);
  });

  test("INSERT FROM SELECT, and data of one's own through exec", async () => {
    await client.command({ query: `INSERT INTO ${table} SELECT number, 'x' FROM numbers(3)` });
    const result = await client.exec({
      query: `INSERT INTO ${table} FORMAT RowBinary`,
      values: Readable.from([Buffer.from([9, 0, 0, 0, 0, 0, 0, 0, 2, 10, 10])], { objectMode: false }),
    });
    await text(result.stream);
    expect(result.summary?.written_rows).toBe("1");
    expect(await stored()).toEqual([
      [0, "x"],
      [1, "x"],
      [2, "x"],
      [9, "\n\n"],
    ]);
  });
});

describe("command and exec", () => {
  test("command tells id and summary, and ignores results", async () => {
    const created = await client.command({
      query: `CREATE TABLE ${table} (id UInt64) ENGINE = MergeTree ORDER BY id`,
      clickhouse_settings: { wait_end_of_query: 1 },
    });
    expect(created.query_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(Number(created.summary?.elapsed_ns)).toBeGreaterThan(0);
    const read = await client.command({ query: "SELECT number FROM numbers(100) FORMAT CSV" });
    expect(read.summary?.result_rows).toBe("100");
    await client.command({ query: "SELECT number FROM numbers(100000000) FORMAT CSV" });
  });

  test("exec gives the stream of any statement", async () => {
    expect(await text((await client.exec({ query: "SELECT 1 AS x FORMAT JSONEachRow" })).stream)).toBe('{"x":1}\n');
    expect(await text((await client.exec({ query: "EXISTS TABLE absent" })).stream)).toBe("0\n");
    const shown = await client.exec({ query: "SHOW CREATE DATABASE default FORMAT TabSeparatedRaw" });
    expect(await text(shown.stream)).toMatch(/^CREATE DATABASE default/);
  });

  test("exec hands compressed bytes through, and error responses when asked to", async () => {
    const compressed = connect({ compression: { response: true } });
    const { stream } = await compressed.exec({ query: "SELECT 1 FORMAT CSV", decompress_response_stream: false });
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
    const failed = await client.exec({ query: "SELECT * FROM absent", ignore_error_response: true });
    expect(await text(failed.stream)).toMatch(/^Code: 60\. DB::Exception.*UNKNOWN_TABLE/s);
  });
});

describe("errors", () => {
  test.each<[string, string, string]>([
    ["SELECT * FROM absent", "60", "UNKNOWN_TABLE"],
    ["SELECT absent", "47", "UNKNOWN_IDENTIFIER"],
    ["SELECT 1 +", "62", "SYNTAX_ERROR"],
    ["SELECT 1 FROM numbers(10) SETTINGS max_rows_to_read = 1", "158", "TOO_MANY_ROWS"],
    ["SELECT throwIf(1)", "395", "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"],
    ["SELECT sleep(3) SETTINGS max_execution_time = 1", "159", "TIMEOUT_EXCEEDED"],
    [
      "SELECT groupArray(number) FROM numbers(10000000) SETTINGS max_memory_usage = 1000000",
      "241",
      "MEMORY_LIMIT_EXCEEDED",
    ],
  ])("%s", async (query, code, type) => {
    const failure = client.query({ query });
    await expect(failure).rejects.toBeInstanceOf(ClickHouseError);
    await expect(failure).rejects.toMatchObject({ code, type });
  });

  test("one in the middle of a stream ends the reading with its code", async () => {
    const result = await client.query({
      query: "SELECT number, throwIf(number = 2000000) FROM numbers(3000000)",
      format: "JSONEachRow",
      clickhouse_settings: { max_block_size: "10000" },
    });
    const read = async (): Promise<void> => {
      for await (const _ of result.stream());
    };
    await expect(read()).rejects.toMatchObject({ code: "395" });
    const whole = await client.query({
      query: "SELECT number, throwIf(number = 2000000) FROM numbers(3000000)",
      format: "JSONEachRow",
    });
    await expect(whole.json()).rejects.toThrow();
  });
});

describe("cancelling", () => {
  const endless = "SELECT sum(sipHash64(number)) FROM numbers(10000000000000)";
  const running = async (id: string): Promise<unknown> => {
    const result = await client.query({
      query:
        "SELECT toUInt8(count()) AS n FROM system.processes WHERE position(query, concat('/* ', {id:String}, ' */ SELECT sum')) > 0",
      query_params: { id },
      format: "JSONEachRow",
    });
    return ((await result.json()) as { n: number }[])[0]?.n;
  };

  test("an aborted query ends in the engine", async () => {
    const id = randomUUID();
    const abort = new AbortController();
    const query = client.query({ query: `/* ${id} */ ${endless}`, abort_signal: abort.signal });
    query.catch(() => {});
    await expect.poll(() => running(id), { timeout: 5000 }).toBe(1);
    abort.abort();
    await expect(query).rejects.toThrow();
    await expect.poll(() => running(id), { timeout: 10_000 }).toBe(0);
  });

  test("an aborted insert keeps nothing", async () => {
    await makeTable();
    const abort = new AbortController();
    async function* slow(): AsyncGenerator<object> {
      for (let id = 0; id < 1000; id++) yield { id, name: "x" };
      abort.abort();
      await new Promise((resolve) => setTimeout(resolve, 200));
      yield { id: 1000, name: "x" };
    }
    const insert = client.insert({
      table,
      values: Readable.from(slow()),
      format: "JSONEachRow",
      abort_signal: abort.signal,
    });
    await expect(insert).rejects.toThrow();
    expect(await stored()).toEqual([]);
  });

  test("KILL QUERY by the client's query_id", async () => {
    const id = randomUUID();
    const query = client.query({ query: `/* ${id} */ ${endless}`, query_id: id });
    const outcome = query.then(
      () => "answered",
      (error: ClickHouseError) => error.code,
    );
    await expect.poll(() => running(id), { timeout: 5000 }).toBe(1);
    await client.command({ query: `KILL QUERY WHERE query_id = '${id}'` });
    await expect.poll(() => running(id), { timeout: 5000 }).toBe(0);
    expect(await outcome).toBe("394");
  });
});

describe("sessions", () => {
  test("a session keeps temporary tables and settings between requests, for itself alone", async () => {
    const session = connect({ session_id: randomUUID(), max_open_connections: 1 });
    await session.command({ query: "CREATE TEMPORARY TABLE temporary_numbers (n UInt8)" });
    await session.insert({ table: "temporary_numbers", values: [{ n: 3 }], format: "JSONEachRow" });
    await session.command({ query: "SET max_block_size = 77" });
    const result = await session.query({
      query: "SELECT n, toUInt8(getSetting('max_block_size')) AS size FROM temporary_numbers",
      format: "JSONEachRow",
    });
    expect(await result.json()).toEqual([{ n: 3, size: 77 }]);
    await expect(client.query({ query: "SELECT n FROM temporary_numbers" })).rejects.toMatchObject({ code: "60" });
  });

  test("a session for one request only", async () => {
    const session_id = randomUUID();
    await client.command({ query: "CREATE TEMPORARY TABLE mine (n UInt8)", session_id });
    const result = await client.query({
      query: "SELECT count() = 0 AS empty FROM mine",
      session_id,
      format: "JSONEachRow",
    });
    expect(await result.json()).toEqual([{ empty: 1 }]);
  });

  test("one statement at a time in a session: the second is refused as locked", async () => {
    const session_id = randomUUID();
    const slow = client.query({ query: "SELECT sleep(1)", session_id });
    slow.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(client.query({ query: "SELECT 1", session_id })).rejects.toMatchObject({ code: "373" });
    await (await slow).text();
  });
});

test("progress comes in headers while a query runs", async () => {
  const result = await client.query({
    query: "SELECT sum(sipHash64(number)) FROM numbers(30000000)",
    format: "JSONEachRow",
    clickhouse_settings: { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: "100" },
  });
  await result.text();
  expect(result.response_headers["x-clickhouse-progress"]).toContain("read_rows");
});
