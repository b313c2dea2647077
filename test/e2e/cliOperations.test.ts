import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CliResult,
  projectFolder,
  type RunOptions,
  root,
  runLedgerscope,
  startLedgerscope,
} from "./support/cli.ts";
import { describeWith } from "./support/describeWith.ts";
import { openTerminal } from "./support/terminal.ts";

const ledger = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");

type Project = Awaited<ReturnType<typeof projectFolder>>;

let state: string;
beforeAll(async () => {
  state = await mkdtemp(path.join(tmpdir(), "ledgerscope-state-"));
});
afterAll(() => rm(state, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));

/** Runs in a project, with the user's state folder out of the way. */
const runner =
  (project: () => Project) =>
  (args: readonly string[], options: RunOptions = {}): Promise<CliResult> =>
    runLedgerscope(project().folder, args, { ...options, env: { XDG_STATE_HOME: state, ...options.env } });

describe("a ledger that is stored in parts", () => {
  let project: Project;
  const run = runner(() => project);
  beforeAll(async () => {
    project = await projectFolder(`
warehouse: { path: ./data }
networks:
  relief: { family: fabric, channel: mychannel, ledger: ${ledger} }
`);
  });
  afterAll(() => project.remove());

  const gaps = async (...args: string[]): Promise<readonly string[]> => {
    const result = await run(["gaps", "--json", ...args]);
    expect(result.code, result.stderr).toBe(0);
    return result.json<{ from: number; to: number }>().map(({ from, to }) => `${from}:${to}`);
  };

  test("a dry run says what would be read, near the truth, and stores nothing", async () => {
    const result = await run(["backfill", "--network", "relief", "--dry-run", "--json"]);
    expect(result.code, result.stderr).toBe(0);
    const [plan] = result.json<{ blocks: number; transactions: number; bytes: number; elapsedMs: number }>();
    expect(plan?.blocks).toBe(201);
    // The ledger has 2,880 envelopes.
    expect(plan?.transactions).toBeGreaterThan(1000);
    expect(plan?.transactions).toBeLessThan(6000);
    expect(plan?.bytes).toBeGreaterThan(1 << 20);
    expect(await gaps()).toEqual(["0:201"]);
  });

  test("ranges in every form are read, and nothing but them", async () => {
    const result = await run(["backfill", "--network", "relief", "10:30,40", "0.05K:+5", "-20:", ":3"]);
    expect(result.code, result.stderr).toBe(0);
    expect(await gaps()).toEqual(["3:10", "30:40", "41:50", "55:181"]);
    expect(await gaps("0:20")).toEqual(["3:10"]);
    expect((await run(["gaps", "--check"])).code).toBe(1);
  });

  test.each([
    [["backfill", "--network", "relief", "0:100/5"], /backfill stores whole ranges, write 0:100$/],
    [["gaps", "0:100:7"], /whole ranges/],
    [["backfill", "--network", "relief", "30:20"], /30:20 is empty/],
    [["verify", "--network", "relief", "ten"], /"ten" is not a block range.*15M:\+1000/],
    [["status", "--interval", "soon"], /--interval soon/],
    [["sql", "--format", "parquet;", "SELECT 1"], /--format parquet;/],
    [["sql", "--param", "h", "SELECT 1"], /--param h: write name=value/],
    [["sql"], /standard input has no statement/],
  ])("%j is refused in one sentence", async (args, words) => {
    const result = await run(args);
    expect(result.code).toBe(1);
    expect(result.stdout).toBe("");
    expect(result.stderr.trim()).toMatch(words);
    expect(result.stderr.trim().split("\n")).toHaveLength(1);
  });

  test("status names ranges, head, checks and sizes of what is stored", async () => {
    const result = await run(["status", "--json"]);
    expect(result.code, result.stderr).toBe(0);
    const [status] = result.json<Record<string, unknown>>();
    expect(status).toMatchObject({
      network: "relief",
      family: "fabric",
      channel: "mychannel",
      blocks: 49,
      head: { reachable: true, latest: 200, final: 200, lag: 0 },
      checks: { data_hash: { verified: 49 } },
      quarantined: 0,
      indexer: null,
    });
    const blocks = (status?.["tables"] as { table: string; rows: number; bytesOnDisk: number }[] | undefined)?.find(
      ({ table }) => table === "fabric_blocks",
    );
    expect(blocks?.rows).toBe(49);
    expect(blocks?.bytesOnDisk).toBeGreaterThan(1000);
    const text = await run(["status"]);
    expect(text.stdout).toContain("relief (fabric mychannel): 49 blocks, 0:3, 10:30, 40:41, 50:55, 181:201");
    expect(text.stdout).toMatch(/fabric_envelopes +\d[\d,]* +[\d.]+ KiB +[\d.]+ x +never/);
  });

  test("status goes on with --watch until it is stopped", async () => {
    const watching = await startLedgerscope(
      project.folder,
      ["status", "--watch", "--interval", "0.2", "--json"],
      /(\{.*\}\n){2}/,
    );
    const [first, second] = watching.match[0].split("\n").map((line) => JSON.parse(line || "{}") as { time: string });
    expect(Date.parse(second?.time ?? "")).toBeGreaterThan(Date.parse(first?.time ?? ""));
    expect(await watching.stop()).toBe(0);
  });

  test("repair reads exactly what is missing", async () => {
    const result = await run(["gaps", "--repair"]);
    expect(result.code, result.stderr).toBe(0);
    expect(result.stderr).toContain("152 of 152 missing blocks repaired (3:10, 30:40, 41:50, 55:181)");
    expect(await gaps()).toEqual([]);
    expect((await run(["gaps", "--check"])).code).toBe(0);
    const count = await run(["sql", "SELECT count(), uniqExact(tx_index, height) FROM fabric_transactions"]);
    expect(count.stdout).toBe("2880\t2880\n");
  });

  test("verify takes samples of what is stored", async () => {
    const result = await run(["verify", "--network", "relief", "-20:/5,10:30:10"]);
    expect(result.code, result.stderr).toBe(0);
    expect(result.stderr).toContain("relief: 7 blocks verified again");
  });

  describe("sql", () => {
    const rows = "SELECT height, tx_count FROM chain_blocks WHERE height < 2 ORDER BY height";

    test.each([
      ["csv", '"height","tx_count"\n0,1\n1,1\n'],
      ["tsv", "height\ttx_count\n0\t1\n1\t1\n"],
      ["CSV", "0,1\n1,1\n"],
      ["jsonl", '{"height":"0","tx_count":1}\n{"height":"1","tx_count":1}\n'],
    ])("prints %s", async (format, expected) => {
      const result = await run(["sql", "--format", format, rows]);
      expect(result.stdout.replace(/"height":(\d)/g, '"height":"$1"'), result.stderr).toBe(expected);
    });

    test("prints one JSON document, and a table", async () => {
      const json = JSON.parse((await run(["sql", "--format", "json", rows])).stdout) as { rows: number };
      expect(json.rows).toBe(2);
      expect((await run(["sql", "--format", "table", rows])).stdout).toMatch(/┌─height─┬─tx_count─┐/);
    });

    test("writes a file whole or not at all, in the format of its ending", async () => {
      const at = (name: string): string => path.join(project.folder, name);
      const good = await run(["sql", "--output", "blocks.parquet", "SELECT * FROM chain_blocks"]);
      expect([good.code, good.stdout], good.stderr).toEqual([0, ""]);
      expect((await readFile(at("blocks.parquet"))).subarray(0, 4).toString()).toBe("PAR1");
      await writeFile(at("kept.csv"), "as it was");
      const bad = await run([
        "sql",
        "--output",
        "kept.csv",
        "SELECT number, throwIf(number = 3000000, 'too far') FROM numbers(10000000) SETTINGS max_block_size = 10000",
      ]);
      expect(bad.code).toBe(1);
      expect(bad.stderr).toContain("too far");
      expect(await readFile(at("kept.csv"), "utf8")).toBe("as it was");
      expect((await readdir(project.folder)).filter((name) => name.includes("part"))).toEqual([]);
      const nowhere = await run(["sql", "--output", "no/such/folder.csv", "SELECT 1"]);
      expect([nowhere.code, nowhere.stderr.trim().split("\n").length]).toEqual([1, 1]);
      expect(nowhere.stderr).toMatch(/no\/such\/folder\.csv.*does not exist/);
    });

    test("values are bound, not pasted", async () => {
      const value = "it's; DROP TABLE x\t\\n";
      const result = await run([
        "sql",
        "--param",
        `a=${value}`,
        "--param",
        "n=7",
        "SELECT {a:String} = {a:String}, length({a:String}), {n:UInt8} + 1",
      ]);
      expect(result.stdout, result.stderr).toBe(`1\t${value.length}\t8\n`);
    });

    test("runs the statements of standard input, in order, until one fails", async () => {
      const stdin = `CREATE TABLE default.notes (a Int32, b String) ENGINE = MergeTree ORDER BY a; -- of an analyst; kept
INSERT INTO default.notes VALUES (1, 'one; two');
SELECT * FROM default.notes;
SELEKT 1;
SELECT 'not reached';
`;
      const result = await run(["sql"], { stdin });
      expect(result.code).toBe(1);
      expect(result.stdout).toBe("1\tone; two\n");
      expect(result.stderr).toContain("SYNTAX_ERROR");
      const csv = await run(["sql"], { stdin: 'INSERT INTO default.notes FORMAT CSV\n2,"a;b"\n3,c\n' });
      expect(csv.code, csv.stderr).toBe(0);
      expect((await run(["sql", "SELECT b FROM default.notes ORDER BY a"])).stdout).toBe("one; two\na;b\nc\n");
    });

    test("a result is streamed whole, and an error behind its first rows is told", async () => {
      const result = await run(["sql", "SELECT number FROM numbers(500000)"]);
      expect(result.stdout.split("\n").length).toBe(500_001);
      const late = await run([
        "sql",
        "SELECT number, throwIf(number = 3000000, 'too far') FROM numbers(10000000) SETTINGS max_block_size = 10000",
      ]);
      expect([late.code, late.stderr.trim().split("\n").length]).toEqual([1, 1]);
      expect(late.stderr).toContain("too far");
      expect(late.stdout).not.toContain("__exception__");
      expect(late.stdout.split("\n")[0]).toBe("0\t0");
    });

    test("Ctrl-C ends the query in the engine too", async () => {
      const served = await startLedgerscope(project.folder, ["warehouse"], /http:\/\/\S+/);
      try {
        const result = await run(["sql", "SELECT sum(cityHash64(number)) FROM numbers(1000000000000)"], {
          interruptMs: 3000,
        });
        expect([result.code, result.stderr.trim()]).toEqual([130, "cancelled"]);
        const left = await run([
          "sql",
          "SELECT count() FROM system.processes WHERE query LIKE '%1000000000000)%' AND query NOT LIKE '%system.processes%'",
        ]);
        expect(left.stdout, left.stderr).toBe("0\n");
      } finally {
        await served.stop();
      }
    });
  });

  describeWith("script", "on a terminal", (script) => {
    test("a session completes, takes several lines, cancels, and remembers", async () => {
      const terminal = openTerminal(script, project.folder, ["sql"], { XDG_STATE_HOME: state });
      try {
        await terminal.until(/ledgerscope> /);
        terminal.type("SELECT count() + 1000\r");
        await terminal.until(/\.\.\.> /);
        terminal.type("FROM chain_blocks;\r");
        await terminal.until(/1201/);
        await terminal.until(/ledgerscope> /);
        terminal.type("SELECT max(tx_cou");
        // The words come from the system tables, which are read while the prompt stands already.
        for (let tries = 0; tries < 40 && !terminal.shown().includes("max(tx_count"); tries++) {
          terminal.type("\t");
          await sleep(250);
        }
        await terminal.until(/max\(tx_count/);
        terminal.type("\x15SELECT sum(cityHash64(number)) FROM numbers(1000000000000);\r");
        await terminal.until(/rows\/s/);
        terminal.type("\x03");
        await terminal.until(/cancelled after/);
        await terminal.until(/ledgerscope> /);
        terminal.type("\\q\r");
        expect(await terminal.ended).toBe(0);
      } finally {
        terminal.kill();
      }
      const history = path.join(state, "ledgerscope", "sql_history");
      expect((await readFile(history, "utf8")).split("\n")[0]).toBe("SELECT count() + 1000 FROM chain_blocks;");
      expect((await stat(history)).mode & 0o077).toBe(0);
    });

    test("a backfill shows rates, time left and its slowest stage", async () => {
      const fresh = await projectFolder(await readFile(path.join(project.folder, "ledgerscope.yaml"), "utf8"));
      const terminal = openTerminal(script, fresh.folder, ["backfill", "--network", "relief"], {
        XDG_STATE_HOME: state,
      });
      try {
        await terminal.until(/\d+\/201 blocks, .*left/);
        await terminal.until(/[\d,]+ blocks\/s, [\d,]+ tx\/s/);
        await terminal.until(/slowest: (reading the source|verifying and decoding|writing to the warehouse) \d+ %/);
        await terminal.until(/201 blocks and 2,880 transactions stored/);
        expect(await terminal.ended).toBe(0);
      } finally {
        terminal.kill();
        await fresh.remove();
      }
    });
  });
});
