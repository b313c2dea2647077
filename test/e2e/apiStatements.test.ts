import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { ledger, PrivateApi } from "./support/privateApi.ts";

interface Statement {
  readonly statement: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

describeWith("xz", "the SQL behind an answer", () => {
  let api: PrivateApi;

  beforeAll(async () => {
    api = await PrivateApi.start(
      { relief: ledger },
      {
        all: { name: "all", networks: "*", channels: "*", roles: [] },
        named: { name: "named", networks: ["relief"], channels: "*", roles: [] },
        channels: { name: "channels", networks: "*", channels: ["mychannel"], roles: [] },
      },
    );
    await api.storeFabric("relief", { from: 0, to: 30 });
  });
  afterAll(() => api?.close());

  async function statementsOf(query: string, token = "all", header = "1"): Promise<Record<string, Statement[]>> {
    const response = await api.fetch(query, {}, { authorization: `Bearer ${token}`, "x-ledgerscope-sql": header });
    const { extensions, errors } = (await response.json()) as {
      extensions: { sql: Record<string, Statement[]> };
      errors?: unknown;
    };
    expect(errors).toBeUndefined();
    return extensions.sql;
  }

  test("each field tells the statements that it was read with, and they give the same again", async () => {
    const sql = await statementsOf(`{ network(name: "relief") { failedCount transactionCount
      head { height final } glance { hotKeys { key } } }
      again: blocks(network: "relief", first: 3) { edges { node { height fabric { dataHash } evm { miner } } } } }`);
    expect(Object.keys(sql)).toEqual([
      "again",
      "again.edges.node.fabric",
      "network.failedCount",
      "network.glance",
      "network.glance.hotKeys",
      "network.head",
      "network.transactionCount",
    ]);
    // Three counts are one statement, told of each that it answers.
    expect(sql["network.failedCount"]).toEqual(sql["network.transactionCount"]);
    const [counted] = sql["network.failedCount"] as [Statement];
    const [row] = await api.warehouse.query<{ transactions: string }>(counted.statement, counted.parameters);
    const { network } = await api.data(`{ network(name: "relief") { transactionCount } }`, {}, "all");
    expect(row?.transactions).toBe(network.transactionCount);
    // What the rows of a list need is asked once for all of them.
    expect(sql["again.edges.node.fabric"]).toHaveLength(1);
    expect(sql["again.edges.node.fabric"]?.[0]?.parameters["heights"]).toEqual([29, 28, 27]);
  });

  test("two fields that wait for one batch are both told of it", async () => {
    const sql = await statementsOf(
      `{ a: block(network: "relief", height: 3) { hash } b: block(network: "relief", height: 4) { hash } }`,
    );
    expect(sql["a"]).toEqual(sql["b"]);
    expect(sql["a"]?.[0]?.parameters["heights"]).toEqual([2, 3, 4, 5]);
  });

  test("what somebody runs himself is recorded: who, when, what, and how much he was given", async () => {
    const post = (path: string, body: object): Promise<Response> =>
      api.request(path, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer all" },
        body: JSON.stringify(body),
      });
    const queryId = (): string => crypto.randomUUID();
    const parameters = { network: "relief" };
    const sql = "SELECT height FROM fabric_transactions WHERE network = {network:String}";
    const given = await (await post("/sql/run", { sql, parameters, queryId: queryId() })).text();
    await (await post("/sql/run", { sql, parameters, queryId: queryId(), maxRows: 2 })).text();
    await (await post("/sql/run", { sql: "SELECT nothing", queryId: queryId() })).text();
    const file = await (await post("/sql/export", { sql, parameters, format: "csv" })).text();
    await (await post("/sql/export", { sql: "SELECT nothing", format: "csv" })).text();
    const left = new AbortController();
    const endless = api.request("/sql/run", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer all" },
      body: JSON.stringify({ sql: "SELECT sleepEachRow(1) FROM numbers(60)", queryId: queryId() }),
      signal: left.signal,
    });
    await (await endless).body?.cancel();
    left.abort();
    const recorded = () =>
      api.warehouse.query<Record<string, string | null>>(
        `SELECT viewer, action, outcome, toString(rows) AS rows, toString(bytes) AS bytes, sql, parameters,
           dateDiff('second', at, now64(3)) < 300 AS fresh FROM app.statements_run ORDER BY at, action`,
      );
    await expect.poll(async () => (await recorded()).length, { timeout: 20_000 }).toBe(6);
    const rows = await recorded();
    const count = file.trim().split("\n").length - 1;
    expect(rows.slice(0, 5)).toEqual(
      [
        { action: "run", outcome: "ok", rows: String(count), bytes: String(given.length), sql },
        { action: "run", outcome: "cut", rows: "2", bytes: expect.any(String), sql },
        { action: "run", outcome: "UNKNOWN_IDENTIFIER", rows: null, bytes: expect.any(String), sql: "SELECT nothing" },
        { action: "csv", outcome: "ok", rows: null, bytes: String(file.length), sql },
        { action: "csv", outcome: "UNKNOWN_IDENTIFIER", rows: null, bytes: "0", sql: "SELECT nothing" },
      ].map((row) => expect.objectContaining({ viewer: "all", fresh: 1, ...row })),
    );
    expect(rows[0]?.["parameters"]).toBe(JSON.stringify(parameters));
    expect(rows[5]).toMatchObject({ action: "run", outcome: "gone" });
    // In the log, too: as it begins, and as it has ended.
    const told = api.logged.filter(({ message }) => /^statement (begins|ended)$/.test(message));
    expect(told).toHaveLength(12);
    // Whom it is about can neither read nor change it by what he may run.
    for (const wanted of ["SELECT * FROM app.statements_run", "TRUNCATE TABLE app.statements_run"]) {
      const answer = await (await post("/sql/run", { sql: wanted, queryId: queryId() })).text();
      expect(answer, wanted).toMatch(/^{"error":/);
    }
  }, 60_000);

  test("a path that is none is told so, and no statement is too long to be listed", async () => {
    const headers = { "content-type": "application/json", authorization: "Bearer all" };
    const broken = await api.request("/sql/saved/%E0%A4%A", { headers });
    expect([broken.status, ((await broken.json()) as { code: string }).code]).toEqual([400, "BAD_INPUT"]);
    const body = JSON.stringify({ title: "long", sql: `SELECT '${"x".repeat(30_000)}'` });
    const long = await api.request("/sql/saved", { method: "POST", headers, body });
    expect([long.status, ((await long.json()) as { code: string }).code]).toEqual([400, "BAD_INPUT"]);
  });

  test.each([
    ["a viewer of named networks", "named", "1"],
    ["a viewer of named channels", "channels", "1"],
    ["nobody in particular", "", "1"],
    ["a viewer who did not ask", "all", "0"],
  ])("%s is told no SQL", async (_, token, header) => {
    const query = `{ viewer { seesEverything } network(name: "relief") { transactionCount } }`;
    const response = await api.fetch(
      query,
      {},
      { ...(token ? { authorization: `Bearer ${token}` } : {}), "x-ledgerscope-sql": header },
    );
    const text = await response.text();
    expect(text).not.toContain("SELECT");
    expect(JSON.parse(text).extensions.sql).toBeUndefined();
    expect(JSON.parse(text).data.viewer.seesEverything).toBe(token === "all");
  });
});
