import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openWarehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliResult, projectFolder, root, runLedgerscope, startLedgerscope } from "./support/cli.ts";
import { describeWith } from "./support/describeWith.ts";
import { openTerminal } from "./support/terminal.ts";

const ledger = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
const networks = `networks:
  relief: { family: fabric, channel: mychannel, ledger: ${ledger} }
`;

type Project = Awaited<ReturnType<typeof projectFolder>>;

const runner =
  (project: () => Project) =>
  (args: readonly string[], stdin?: string): Promise<CliResult> =>
    runLedgerscope(project().folder, args, {
      env: { XDG_STATE_HOME: path.join(project().folder, "state") },
      ...(stdin === undefined ? {} : { stdin }),
    });

describe("a warehouse that another process serves, by its URL", () => {
  let serving: Project;
  let server: Awaited<ReturnType<typeof startLedgerscope>>;
  let project: Project;
  const run = runner(() => project);
  beforeAll(async () => {
    serving = await projectFolder(`
warehouse: { path: ./data, users: { default: { password: "of the administrator" } } }
`);
    server = await startLedgerscope(serving.folder, ["warehouse"], /http:\/\/127\.0\.0\.1:\d+/);
    project = await projectFolder(`
warehouse: { url: "${server.match[0]}", password: "of the administrator" }
${networks}`);
  });
  afterAll(async () => {
    await server.stop();
    await project.remove();
    await serving.remove();
  });

  const succeed = async (args: readonly string[], stdin?: string): Promise<CliResult> => {
    const result = await run(args, stdin);
    expect(result.code, `${args.join(" ")}\n${result.stderr}`).toBe(0);
    return result;
  };

  test("is migrated, filled, looked at and verified as a folder is", async () => {
    expect((await succeed(["migrate"])).stdout).toContain("CREATE TABLE");
    await succeed(["backfill", "--network", "relief"]);
    await succeed(["passes"]);
    const [status] = (await succeed(["status", "--json"])).json<{ blocks: number; passes: { remaining: number }[] }>();
    expect(status?.blocks).toBe(201);
    expect(status?.passes.every(({ remaining }) => remaining === 0)).toBe(true);
    expect((await succeed(["gaps", "--check"])).stdout).toContain("no gaps");
    expect((await succeed(["verify", "--network", "relief", "-20:"])).stderr).toContain("20 blocks verified again");
  });

  test("is rewound, rewritten and queried as a folder is", async () => {
    await succeed(["rewind", "--network", "relief", "--to", "150", "--yes"]);
    await succeed(["backfill", "--network", "relief"]);
    await succeed(["backfill", "--network", "relief", "180", "--rewrite", "--yes"]);
    expect((await succeed(["verify", "--network", "relief", "140:"])).stderr).toContain("61 blocks verified again");
    expect((await succeed(["sql", "SELECT count() FROM fabric_transactions"])).stdout.trim()).toBe("2880");
    const session = "CREATE TEMPORARY TABLE t (a UInt8);\nINSERT INTO t VALUES (1), (2);\nSELECT sum(a) FROM t;";
    expect((await succeed(["sql"], session)).stdout.trim()).toBe("3");
    expect((await succeed(["why", "--network", "relief"])).stdout).toMatch(/mvcc_read_conflict/);
  });

  test("a wrong password is said in one line", async () => {
    const other = await projectFolder(`warehouse: { url: "${server.match[0]}", password: "no" }\n${networks}`);
    const result = await runLedgerscope(other.folder, ["status"]);
    await other.remove();
    expect(result.code).toBe(1);
    expect(result.stderr.trim().split("\n")).toHaveLength(1);
    expect(result.stderr).toMatch(/password|Authentication/i);
  });
});

describe("a folder with a damaged part", () => {
  let project: Project;
  const run = runner(() => project);
  beforeAll(async () => {
    project = await projectFolder(`warehouse: { path: ./data }\n${networks}`);
    const stored = await run(["backfill", "--network", "relief", "--no-passes"]);
    expect(stored.code, stored.stderr).toBe(0);
  });
  afterAll(() => project.remove());

  test("status names it and fails, until its blocks are read again and the part is forgotten", async () => {
    const data = path.join(project.folder, "data");
    const warehouse = await openWarehouse({ path: data });
    const [part] = await warehouse.query<{ name: string; path: string }>(
      "SELECT name, path FROM system.parts WHERE database = 'store' AND table = 'fabric_writes' AND active ORDER BY rows DESC",
    );
    await warehouse.close();
    if (!part) throw new Error("fabric_writes has no part");
    // The server lets go of the folder a moment after its last user.
    while (existsSync(path.join(data, "run", "server.json"))) await sleep(100);
    await writeFile(path.join(part.path, "columns.txt"), "columns format version: 1\nnonsense\n");

    const damaged = await run(["status"]);
    expect(damaged.code).toBe(1);
    expect(damaged.stdout).toMatch(/DAMAGED: rows of fabric_writes cannot be read and are missing: part \S+ \(broken/);
    const [json] = (await run(["status", "--json"])).json<{ damaged: { table: string; part: string }[] }>();
    expect(json?.damaged).toMatchObject([{ table: "fabric_writes" }]);
    const verified = await run(["verify", "--network", "relief"]);
    expect(verified.code).toBe(1);

    const rewritten = await run(["backfill", "--network", "relief", ":", "--rewrite", "--yes"]);
    expect(rewritten.code, rewritten.stderr).toBe(0);
    expect((await run(["verify", "--network", "relief"])).code).toBe(0);
    const forget = `ALTER TABLE store.fabric_writes DROP DETACHED PART '${json?.damaged[0]?.part}' SETTINGS allow_drop_detached = 1`;
    const forgotten = await run(["sql", forget]);
    expect(forgotten.code, forgotten.stderr).toBe(0);
    expect((await run(["status"])).code).toBe(0);
  });
});

describeWith("script", "sql on a terminal", (script) => {
  test("is one session, also after a statement was cancelled", async () => {
    const project = await projectFolder("warehouse: { path: ./data }\n");
    const state = path.join(project.folder, "state");
    const terminal = openTerminal(script, project.folder, ["sql"], { XDG_STATE_HOME: state });
    try {
      await terminal.until(/ledgerscope> /);
      terminal.type("CREATE TEMPORARY TABLE kept (a UInt64);\r");
      await terminal.until(/ledgerscope> /);
      terminal.type("INSERT INTO kept SELECT 1200 + number FROM numbers(2);\r");
      await terminal.until(/ledgerscope> /);
      terminal.type("SELECT sum(cityHash64(number)) FROM numbers(1000000000000);\r");
      await terminal.until(/rows\/s/);
      terminal.type("\x03");
      await terminal.until(/cancelled after/);
      terminal.type("SELECT sum(a) FROM kept;\r");
      await terminal.until(/2401/);
      terminal.type("\\q\r");
      expect(await terminal.ended).toBe(0);
    } finally {
      terminal.kill();
      await project.remove();
    }
  });
});
