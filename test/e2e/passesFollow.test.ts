import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { root } from "./support/cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "ledgerscope-follow-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));

test("passes --follow, started as run starts it, ends by itself when it is asked to", async () => {
  const config = path.join(folder, "ledgerscope.yaml");
  const ledger = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
  writeFileSync(
    config,
    `warehouse: { path: ./data }\nnetworks: { recorded: { family: fabric, channel: mychannel, ledger: ${ledger} } }\n`,
  );
  const child = fork(path.join(root, "indexer/cli/bin/ledgerscope.mjs"), ["passes", "--follow", "--config", config], {
    execArgv: [], // not those of the test runner
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit") as Promise<[number | null, string | null]>;
  await sleep(4_000);
  expect(child.exitCode).toBeNull();
  child.kill("SIGTERM");
  const patience = sleep(20_000, "still there" as const, { ref: false });
  const end = await Promise.race([ended, patience]);
  if (end === "still there") child.kill("SIGKILL");
  expect(end).not.toBe("still there");
  expect((end as [number | null, string | null])[1]).not.toBe("SIGKILL");
});
