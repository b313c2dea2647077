import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * From a Fabric block file to queryable tables, through the command line: every block checked (data hash,
 * header chain, orderer signatures), transactions with their read and write sets. Start of the program and of
 * the warehouse included; one run to warm the file cache, then the median of five.
 */
const root = resolve(import.meta.dirname, "../..");
const transactions = 2880; // test/fixtures/fabric-bft/README.md

const folder = await mkdtemp(join(tmpdir(), "ledgerscope-bench-"));
try {
  const seconds: number[] = [];
  for (let run = 0; run <= 5; run++) {
    await writeFile(
      join(folder, "ledgerscope.yaml"),
      `warehouse: { path: ./data${run} }
networks:
  recorded: { family: fabric, channel: mychannel, ledger: ${root}/test/fixtures/fabric-bft/peer1.blockfile_000000.xz }
`,
    );
    const started = performance.now();
    await backfill();
    if (run > 0) seconds.push((performance.now() - started) / 1000);
  }
  seconds.sort((a, b) => a - b);
  const median = seconds[2] ?? Number.NaN;
  const range = `${seconds[0]?.toFixed(2)} to ${seconds[4]?.toFixed(2)} s`;
  process.stdout.write(`${median.toFixed(2)} s (${range}), ${Math.round(transactions / median)} transactions/s\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function backfill(): Promise<void> {
  const command = [join(root, "indexer/cli/bin/ledgerscope.mjs"), "backfill", "--network", "recorded"];
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => (code === 0 ? done() : fail(new Error(`backfill ended with ${code}:\n${said}`))));
  });
}
