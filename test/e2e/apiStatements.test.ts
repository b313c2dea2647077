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
  }, 60_000);
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
      "network.head.final",
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
    expect(sql["a"]?.[0]?.parameters["heights"]).toEqual([3, 4]);
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
