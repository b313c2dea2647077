import { readFile } from "node:fs/promises";
import type { Viewer } from "@ledgerscope/core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { describeWith } from "./support/describeWith.ts";
import { type RunningSite, startSite } from "./support/explorerSite.ts";
import { PrivateApi } from "./support/privateApi.ts";

const viewers: Readonly<Record<string, Viewer>> = {
  all: { name: "all", networks: "*", channels: "*", roles: [] },
  colleague: { name: "colleague", networks: "*", channels: "*", roles: [] },
  channel: { name: "channel", networks: "*", channels: ["mychannel"], roles: [] },
  network: { name: "network", networks: ["relief"], channels: "*", roles: [] },
};

let api: PrivateApi;
let base: string;

beforeAll(async () => {
  api = await PrivateApi.start({ relief: { family: "fabric", recorded: true, channel: "mychannel" } }, viewers);
  await api.storeFabric("relief", { from: 0, to: 60 });
  base = (await api.serve()).url;
});
afterAll(() => api?.close());

interface Event {
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly rows?: readonly (readonly unknown[])[];
  readonly progress?: { readonly readRows: number; readonly totalRows: number; readonly elapsedMs: number };
  readonly end?: { readonly rows: number; readonly cut: boolean };
  readonly error?: { readonly name: string; readonly code: number; readonly message: string; readonly from?: number };
}

const ask = (path: string, body?: object, token = "all", init: RequestInit = {}): Promise<Response> =>
  fetch(`${base}/sql${path}`, {
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    ...init,
    headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...init.headers },
  });

async function run(sql: string, more: object = {}, seen: (event: Event) => void = () => {}): Promise<Event[]> {
  const response = await ask("/run", { sql, queryId: crypto.randomUUID(), ...more });
  expect(response.status).toBe(200);
  const events: Event[] = [];
  let text = "";
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (text + part).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      const event = JSON.parse(line) as Event;
      events.push(event);
      seen(event);
    }
  }
  expect(text).toBe("");
  return events;
}

const rowsOf = (events: readonly Event[]): unknown[] => events.flatMap(({ rows = [] }) => rows);
const errorOf = (events: readonly Event[]): Event["error"] => events.find(({ error }) => error)?.error;

/** Statements of analysts that run now, as the administrator sees them. */
async function running(): Promise<number> {
  const [row] = await api.warehouse.query<{ n: string }>(
    "SELECT count() AS n FROM system.processes WHERE startsWith(Settings['log_comment'], 'sql-')",
  );
  return Number(row?.n);
}

describe("SQL of people's own", () => {
  test("is for viewers who may see everything, and for nobody else, whatever is asked", async () => {
    for (const [token, status] of [
      ["channel", 403],
      ["network", 403],
      ["nobody", 401],
    ] as const) {
      for (const path of ["", "/tables", "/saved"]) expect((await ask(path, undefined, token)).status).toBe(status);
      for (const path of ["/run", "/export", "/saved", "/cancel"]) {
        const answer = await ask(
          path,
          { sql: "SELECT 1", queryId: crypto.randomUUID(), format: "csv", title: "t" },
          token,
        );
        expect(answer.status).toBe(status);
        expect(await answer.text()).not.toContain("relief");
      }
    }
    expect((await fetch(`${base}/sql`)).status).toBe(403);
  });

  test("tells tables and columns with what they mean, and the limits", async () => {
    const { tables, functions } = await (await ask("/tables")).json();
    const blocks = tables.find(({ name }: { name: string }) => name === "chain_blocks");
    expect(blocks.columns).toContainEqual({ name: "height", type: "UInt64", comment: "Block number" });
    expect(new Set(tables.map(({ database }: { database: string }) => database))).toEqual(
      new Set(["default", "store"]),
    );
    expect(functions).toContain("count");
    expect(await (await ask("")).json()).toMatchObject({ seconds: 120, exportSeconds: 3600, rows: 10_000 });
  });

  test("yields typed rows, with values for placeholders that no text can leave", async () => {
    const hostile = "'); DROP TABLE store.fabric_blocks; --\t\\\n\u0000区块";
    const events = await run(
      "SELECT {text:String} AS text, {list:Array(String)} AS list, {n:UInt64} AS n, NULL AS none",
      {
        parameters: { text: hostile, list: [hostile, "b"], n: "18446744073709551615" },
      },
    );
    expect(rowsOf(events)).toEqual([[hostile, [hostile, "b"], "18446744073709551615", null]]);
    expect(events[0]?.columns?.map(({ type }) => type)).toEqual([
      "String",
      "Array(String)",
      "UInt64",
      "Nullable(Nothing)",
    ]);
    expect(rowsOf(await run("SELECT count() FROM chain_blocks"))).toEqual([["60"]]);
  });

  test("says what is wrong and where", async () => {
    expect(errorOf(await run("SELECT '区块', 1 +* 2"))).toMatchObject({ name: "SYNTAX_ERROR", from: 18 });
    expect(errorOf(await run("SELECT hight FROM chain_blocks"))).toMatchObject({ name: "UNKNOWN_IDENTIFIER", from: 7 });
    expect(
      errorOf(await run("SELECT throwIf(number = 900000, 'no more') FROM numbers(1000000)", { maxRows: 50_000 })),
    ).toBe(undefined);
    expect(
      errorOf(await run("SELECT max(throwIf(number = 900000, 'no more')) FROM numbers(1000000)"))?.message,
    ).toMatch(/^no more/);
    expect(errorOf(await run("SELECT 1 FORMAT CSV"))?.name).toBe("FORMAT");
    expect(errorOf(await run("SELECT arrayMap(x -> repeat('x', 900000), range(12))"))?.name).toBe("ROW_TOO_LARGE");
  });

  test("tells its progress, and ends when it is cancelled, by its own viewer alone", async () => {
    const queryId = crypto.randomUUID();
    const told: Event[] = [];
    const events = run("SELECT sum(sipHash64(number)) FROM numbers(9000000000)", { queryId }, (event) =>
      told.push(event),
    );
    await expect.poll(() => told.some((event) => event.progress), { timeout: 30_000 }).toBe(true);
    expect(await running()).toBe(1);
    expect((await ask("/cancel", { queryId }, "colleague")).status).toBe(204);
    expect(await running()).toBe(1);
    expect((await ask("/cancel", { queryId })).status).toBe(204);
    expect(errorOf(await events)?.name).toBe("QUERY_WAS_CANCELLED");
    const { progress } = (await events).find((event) => event.progress) ?? {};
    expect(progress?.readRows).toBeGreaterThan(0);
    expect(progress?.totalRows).toBeGreaterThan(progress?.readRows ?? 0);
    await expect.poll(running).toBe(0);
  });

  test("ends when its client has gone, and when there are more rows than a page can take", async () => {
    const gone = new AbortController();
    const left = ask("/run", {
      sql: "SELECT sleepEachRow(1) FROM numbers(1000) SETTINGS max_block_size = 1",
      queryId: crypto.randomUUID(),
    });
    expect(
      errorOf(
        (await (await left).text())
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line)),
      )?.name,
    ).toBe("READONLY");
    const body = { sql: "SELECT sum(sipHash64(number)) FROM numbers(9000000000)", queryId: crypto.randomUUID() };
    const abandoned = ask("/run", body, "all", { signal: gone.signal }).then((answer) => answer.text());
    await expect.poll(running).toBe(1);
    gone.abort();
    await expect(abandoned).rejects.toThrow();
    await expect.poll(running).toBe(0);
    const endless = await run("SELECT number, repeat('x', 100) FROM numbers(9000000000)", { maxRows: 50_000 });
    expect(endless.at(-1)?.end).toMatchObject({ rows: 50_000, cut: true });
    expect(rowsOf(endless)).toHaveLength(50_000);
    await expect.poll(running).toBe(0);
  });
});

describe("a download", () => {
  const download = (sql: string, format: string, more: object = {}): Promise<Response> =>
    ask("/export", { sql, format, ...more });

  test("has every row, of any number, and none of them is held", async () => {
    const before = process.memoryUsage().rss;
    const answer = await download("SELECT number, hex(sipHash64(number)) AS h FROM numbers(10500000)", "csv", {
      name: "My file/../x",
    });
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="My-file-x.csv"');
    let lines = 0;
    let peak = before;
    for await (const chunk of answer.body ?? []) {
      for (const byte of chunk) if (byte === 10) lines++;
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    // More than the 10 million rows that bound a reader's results elsewhere.
    expect(lines).toBe(10_500_001);
    expect(peak - before).toBeLessThan(400 * 2 ** 20);
  });

  test("comes as Parquet and as lines of JSON, or in the statement's own format", async () => {
    const parquet = Buffer.from(await (await download("SELECT number FROM numbers(1000)", "parquet")).arrayBuffer());
    expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(["PAR1", "PAR1"]);
    expect(await (await download("SELECT 1 AS a", "ndjson")).text()).toBe('{"a":1}\n');
    const own = await download("SELECT '<script>' AS a FORMAT TSV", "csv");
    expect(own.headers.get("content-type")).toBe("application/octet-stream");
    expect(await own.text()).toBe("<script>\n");
  });

  test("of a statement that fails in its midst breaks off: half a file is no file", async () => {
    const answer = await download("SELECT throwIf(number = 3000000) FROM numbers(4000000)", "csv");
    await expect(answer.text()).rejects.toThrow();
    const early = await download("SELECT nope", "csv");
    expect(early.status).toBe(400);
    expect(await early.json()).toMatchObject({ code: "BAD_SQL", problem: { name: "UNKNOWN_IDENTIFIER" } });
  });
});

describe("what must not work does not", () => {
  const attempts: readonly (readonly [what: string, sql: string, error: RegExp])[] = [
    ["several statements", "SELECT 1; SELECT 2", /^SYNTAX_ERROR$/],
    ["another role", "SET ROLE ledgerscope_admin", /^ACCESS_DENIED$/],
    ["settings", "SELECT 1 SETTINGS max_execution_time = 0", /^READONLY$/],
    ["settings of a subquery", "SELECT * FROM (SELECT 1 SETTINGS readonly = 0)", /^READONLY$/],
    ["a file", "SELECT * FROM file('/etc/passwd', 'LineAsString')", /^ACCESS_DENIED$/],
    ["a file by another name", "SELECT arrayMap(file, ['/etc/passwd'])", /^ACCESS_DENIED$/],
    ["a file to write", "SELECT 1 INTO OUTFILE '/tmp/out.csv'", /INTO_OUTFILE_NOT_ALLOWED/],
    ["the network", "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')", /^ACCESS_DENIED$/],
    ["a program", "SELECT * FROM executable('id', 'TSV', 'a String')", /^ACCESS_DENIED$/],
    ["writing", "INSERT INTO store.fabric_blocks (network) VALUES ('x')", /^ACCESS_DENIED$/],
    ["dropping", "DROP TABLE store.fabric_blocks", /^ACCESS_DENIED$/],
    ["changing", "ALTER TABLE store.fabric_blocks DELETE WHERE 1", /^ACCESS_DENIED$/],
    ["stopping others", "KILL QUERY WHERE 1", /^ACCESS_DENIED$/],
    ["saved queries of others", "SELECT * FROM app.saved_queries", /^(ACCESS_DENIED|UNKNOWN_TABLE|UNKNOWN_DATABASE)$/],
    ["code in a value", "SELECT * FROM {t:Identifier}", /^(ACCESS_DENIED|UNKNOWN_TABLE|UNKNOWN_DATABASE)$/],
  ];

  test.each(attempts)("%s", async (_, sql, error) => {
    const events = await run(sql, { parameters: { t: "app.saved_queries" } });
    expect(errorOf(events)?.name).toMatch(error);
    expect(rowsOf(events)).toEqual([]);
  });

  test("queries of others, in every table that might show them", async () => {
    for (const table of ["processes", "query_log", "query_cache", "errors", "settings_changes", "user_processes"]) {
      expect(rowsOf(await run(`SELECT * FROM system.${table}`))).toEqual([]);
    }
  });

  test("taking all memory or all time", async () => {
    expect(errorOf(await run("SELECT count() FROM numbers(1000000000000)"))?.name).toBe("TOO_MANY_ROWS");
    const huge = await run("SELECT groupArray(repeat('x', 100000)) FROM numbers(1000000)");
    expect(errorOf(huge)?.name).toBe("MEMORY_LIMIT_EXCEEDED");
    expect((await api.warehouse.query("SELECT 1 AS a"))[0]).toEqual({ a: 1 });
  });

  test("requests of other shapes", async () => {
    const sql = "SELECT 1";
    const queryId = crypto.randomUUID();
    const malformed: [string, BodyInit, string][] = [
      ["/run", JSON.stringify({ sql, queryId }), "text/plain"],
      ["/run", JSON.stringify({ sql, queryId: "sql-1' OR 1" }), "application/json"],
      ["/run", JSON.stringify({ sql, queryId, parameters: { 'a"\r\n': "x" } }), "application/json"],
      ["/run", JSON.stringify({ sql, queryId, maxRows: 1e9 }), "application/json"],
      ["/run", JSON.stringify({ sql: "", queryId }), "application/json"],
      ["/run", `{"sql": "${"x".repeat(1_100_000)}"}`, "application/json"],
      ["/run", "[]", "application/json"],
      ["/export", JSON.stringify({ sql, format: "toString" }), "application/json"],
      ["/saved", JSON.stringify({ sql, title: " " }), "application/json"],
    ];
    for (const [path, body, type] of malformed) {
      const answer = await ask(path, {}, "all", { body, headers: { "content-type": type } });
      expect([path, answer.status, (await answer.json()).code]).toEqual([path, 400, "BAD_INPUT"]);
    }
    for (const path of ["/nothing", "/saved/a/b", "/run/x"]) expect((await ask(path)).status).toBe(404);
    expect(errorOf(await run(`SELECT '${"x".repeat(300_000)}'`))).toBeDefined();
  });
});

describe("a saved query", () => {
  test("is found by everybody who may ask, and changed by who saved it alone", async () => {
    const content = {
      title: "  Blocks, 区块 ",
      sql: "SELECT {n:UInt8} -- '",
      parameters: { n: "7" },
      view: "tab=plot",
    };
    const saved = await (await ask("/saved", content)).json();
    expect(saved).toMatchObject({ ...content, title: "Blocks, 区块", savedBy: "all" });
    const mine = `/saved/${saved.id}`;
    expect(await (await ask(mine, undefined, "colleague")).json()).toEqual(saved);
    expect((await ask(mine, undefined, "colleague", { method: "DELETE" })).status).toBe(403);
    expect((await ask("/saved", { ...content, id: saved.id, sql: "SELECT 2" }, "colleague")).status).toBe(403);
    expect((await ask("/saved", { ...content, id: saved.id, sql: "SELECT 2" })).status).toBe(200);
    expect(await (await ask("/saved")).json()).toMatchObject([{ id: saved.id, sql: "SELECT 2" }]);
    expect((await ask(mine, undefined, "all", { method: "DELETE" })).status).toBe(204);
    expect(await (await ask("/saved")).json()).toEqual([]);
    expect((await ask(mine)).status).toBe(404);
  });
});

test("the statements behind a chart can be run as they are, and yield its numbers", async () => {
  const query = '{ network(name: "relief") { chart(id: transactions, buckets: 1) { series buckets { values } } } }';
  const answer = await api.fetch(query, {}, { authorization: "Bearer all", "x-ledgerscope-sql": "1" });
  const { data, extensions } = await answer.json();
  const [{ values }] = data.network.chart.buckets;
  const statements: { statement: string; parameters: object }[] = extensions.sql["network.chart"];
  const { statement, parameters } = statements.at(-1) as (typeof statements)[number];
  const rows = rowsOf(await run(statement, { parameters })) as [unknown, string, number][];
  expect(Object.fromEntries(rows.map(([, name, value]) => [name, value]))).toEqual({
    succeeded: values[0],
    failed: values[1],
  });
});

describeWith("chromium", "the SQL page", (executablePath) => {
  let site: RunningSite;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(`${base}/graphql`, "all"), launchBrowser(executablePath)]);
    page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** Opens the page with a statement and runs it by the keyboard. */
  async function open(sql: string, more = ""): Promise<void> {
    await page.goto(`${site.url}/en/sql?${new URLSearchParams({ q: sql })}${more}`);
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+Enter");
  }

  test("runs a statement by the keyboard, shows its rows, and leads from them to what they name", async () => {
    await open(
      "SELECT network, height, tx_id FROM fabric_transactions WHERE network = {n:String} ORDER BY height LIMIT 500",
      "&p.n=relief",
    );
    const table = page.getByRole("table");
    await table.getByRole("row").nth(5).waitFor();
    // Rows that are not seen are not there.
    expect(await table.getAttribute("aria-rowcount")).toBe("501");
    expect(await table.getByRole("row").count()).toBeLessThan(80);
    const first = table.getByRole("row").nth(2).getByRole("link").nth(2);
    expect(await first.getAttribute("href")).toMatch(/^\/en\/n\/relief\/tx\/[0-9a-f]{64}$/);
    await page.getByRole("button", { name: "Plot" }).click();
    await page.locator("figure svg.recharts-surface").waitFor();
    expect(new URL(page.url()).searchParams.get("view")).toContain("tab=plot");
  });

  test("marks what is wrong in the statement", async () => {
    await open("SELECT hight FROM chain_blocks");
    await page.getByRole("alert").filter({ hasText: "UNKNOWN_IDENTIFIER" }).waitFor();
    await expect.poll(() => page.locator(".cm-wrong").textContent()).toBe("hight");
  });

  test("downloads all rows, saves a query and opens it by its address", async () => {
    await open("SELECT number FROM numbers(20000)");
    await page.getByText("These are the first 10,000 rows", { exact: false }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download all rows as CSV" }).click(),
    ]);
    expect((await readFile(await file.path(), "utf8")).trimEnd().split("\n")).toHaveLength(20_001);
    await page.getByLabel("Name of the query").fill("Numbers");
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL(/\?saved=/);
    const address = page.url();
    await page.goto(address);
    await expect.poll(() => page.locator(".cm-content").textContent()).toContain("numbers(20000)");
  });

  test("a chart leads to its statements, its numbers and its picture", async () => {
    await page.goto(`${site.url}/en/charts/transactions?network=relief`);
    const [picture] = await Promise.all([
      page.waitForEvent("download"),
      page
        .locator("figure svg.recharts-surface")
        .waitFor()
        .then(() => page.getByRole("button", { name: /PNG/ }).click()),
    ]);
    expect((await readFile(await picture.path())).subarray(1, 4).toString()).toBe("PNG");
    const csv = await page.request.get(
      `${site.url}${await page.getByRole("link", { name: /CSV/ }).getAttribute("href")}`,
    );
    expect(await csv.text()).toMatch(/^\ufeffTime \(UTC\),succeeded,failed\r\n2\d{3}-/);
    await page.getByRole("link", { name: "the SQL behind it", exact: false }).click();
    await page.getByRole("heading", { name: "Statements behind network.chart" }).waitFor();
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("table").getByRole("row").nth(1).waitFor();
  });
});
