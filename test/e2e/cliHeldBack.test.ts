import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { openLedger } from "@ledgerscope/fabric";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliResult, projectFolder, root, runLedgerscope } from "./support/cli.ts";

const ledger = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");

describe("a ledger with a damaged block", () => {
  let project: Awaited<ReturnType<typeof projectFolder>>;
  const run = (args: readonly string[]): Promise<CliResult> => runLedgerscope(project.folder, args);
  const file = (): string => path.join(project.folder, "blockfile_000000");
  let sound: Buffer;

  beforeAll(async () => {
    project = await projectFolder(`
warehouse: { path: ./data }
networks:
  relief: { family: fabric, channel: mychannel, ledger: ./blockfile_000000 }
  away: { family: evm, rpc: ["http://127.0.0.1:1/v3/SECRETKEY"] }
`);
    const { stdout } = await promisify(execFile)("xz", ["-dc", ledger], { encoding: "buffer", maxBuffer: 1 << 30 });
    sound = stdout;
    const damaged = Buffer.from(sound);
    // The last byte of the first envelope of block 42.
    const blocks = openLedger(ledger);
    try {
      await blocks.seek(42);
      const envelope = (await blocks.next())?.block?.data[0] ?? new Uint8Array();
      const at = damaged.indexOf(envelope) + envelope.length - 1;
      expect(at).toBeGreaterThan(1000);
      damaged[at] = (damaged[at] as number) ^ 1;
    } finally {
      await blocks.close();
    }
    await writeFile(file(), damaged);
  });
  afterAll(() => project.remove());

  test("names the block that was held back and why, until a repair from a sound source stores it", async () => {
    const first = await run(["backfill", "--network", "relief"]);
    expect(first.code).toBe(1);
    expect(first.stderr).toContain("not stored: 42:43");
    expect(first.stdout).toMatch(
      /^relief block 42: data_hash failed.*\n(.*\n)*relief block 42: not_stored failed: 42:43/,
    );
    expect(first.stderr).toMatch(/^relief: 200 blocks and/m);
    const [gap] = (await run(["gaps", "--json", "--network", "relief"])).json<{
      from: number;
      to: number;
      quarantined: { height: number; check: string; detail: string }[];
    }>();
    expect(gap).toMatchObject({ from: 42, to: 43, quarantined: [{ height: 42, check: "data_hash" }] });
    const text = await run(["gaps", "--network", "relief"]);
    expect(text.stdout).toMatch(/42:43 {2}1 blocks\n {2}block 42 was held back: data_hash failed: .+/);
    expect((await run(["status"])).stdout).toMatch(/1 blocks held back: .*\n {4}42: data_hash\n/);

    const again = await run(["gaps", "--repair", "--network", "relief"]);
    expect(again.code).toBe(1);
    expect(again.stdout).toMatch(/^relief block 42: data_hash failed/);
    expect(again.stderr).toContain("still missing: 42:43");

    await writeFile(file(), sound);
    const repaired = await run(["gaps", "--repair", "--network", "relief"]);
    expect(repaired.code, repaired.stderr).toBe(0);
    expect(repaired.stderr).toContain("1 of 1 missing blocks repaired (42:43)");
    expect(
      (await run(["status", "--network", "relief", "--json"])).json<{ quarantined: number }>()[0]?.quarantined,
    ).toBe(0);
  });

  test("a source that does not answer is named, in bounded time, and is no failure of status", async () => {
    const startedMs = Date.now();
    const result = await run(["status", "--json", "--network", "away"]);
    expect(Date.now() - startedMs).toBeLessThan(20_000);
    expect(result.code, result.stderr).toBe(0);
    const [status] = result.json<{ head: { reachable: boolean; reason: string } }>();
    expect(status?.head).toEqual({ reachable: false, reason: expect.stringContaining("127.0.0.1:1") });
    expect((await run(["gaps", "--network", "away"])).stdout).toContain("the source cannot be reached");
    expect((await run(["gaps", "--repair", "--network", "away"])).code).toBe(1);
    const backfill = await run(["backfill", "--network", "away", "1:3", "--json"]);
    expect(backfill.code).toBe(1);
    expect(backfill.json()).toEqual([
      { network: "away", height: null, check: "fetch", detail: expect.stringContaining("127.0.0.1:1") },
    ]);
    expect(backfill.stdout).not.toContain("SECRETKEY");
  });
});
