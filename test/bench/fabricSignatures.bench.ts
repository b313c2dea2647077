import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fabric } from "@ledgerscope/fabric";
import { generateLedger } from "@ledgerscope/testkit";
import { createSink, openWarehouse, runPass, serveWarehouse } from "@ledgerscope/warehouse";
import { usageOf } from "./support/evm/usage.ts";
import { printTable } from "./support/timings.ts";

/**
 * The pass `signatures` over stored Fabric blocks: creators, endorsers, certificates and policies, against
 * what one core of the same machine verifies of P-256 signatures and does nothing else. Ledgers come from
 * the testkit's block generator. `LEDGERSCOPE_BENCH_BLOCKS=200` (of 100 transactions) is the size.
 */
const blocks = Number(process.env["LEDGERSCOPE_BENCH_BLOCKS"] ?? 200);
const BLOCK_TRANSACTIONS = 100;
const CHANNEL = "generated";

/** P-256 verifications in a second of one core's time, messages of the size of a proposal response. */
function limitPerCpuSecond(): number {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = createPublicKey(publicKey.export({ format: "pem", type: "spki" }));
  const message = Buffer.alloc(1500, 7);
  const signature = sign("sha256", message, privateKey);
  let count = 0;
  const before = process.cpuUsage();
  const until = performance.now() + 2000;
  while (performance.now() < until) for (let n = 0; n < 100; n++, count++) verify("sha256", message, key, signature);
  const { user, system } = process.cpuUsage(before);
  return count / ((user + system) / 1e6);
}

const folder = await mkdtemp(join(tmpdir(), "ledgerscope-bench-"));
try {
  const ledger = join(folder, "blockfile_000000");
  await generateLedger({
    path: ledger,
    channel: CHANNEL,
    blocks: blocks + 2,
    blockTransactions: BLOCK_TRANSACTIONS,
    seed: 7,
  });
  const served = await serveWarehouse({ path: join(folder, "warehouse") });
  const { pid } = JSON.parse(readFileSync(join(folder, "warehouse/run/server.json"), "utf8")) as { pid: number };
  const warehouse = await openWarehouse({ url: served.url });
  const network = "bench";
  const { tables } = fabric.schema;
  const config = fabric.parseConfig({ family: "fabric", channel: CHANNEL, ledger }, { network, baseDir: folder });
  const { signal } = new AbortController();
  try {
    await warehouse.migrate([fabric.schema]);
    const source = await fabric.open(config, warehouse);
    const sink = createSink(warehouse, { network, tables });
    for await (const batch of source.stream({ from: 0, to: blocks + 2 }, signal)) await sink.write(batch);
    await source.close();
    const pass = fabric.passes.find(({ name }) => name === "signatures");
    if (!pass) throw new Error("no pass signatures");
    const limit = limitPerCpuSecond();
    let signatures = 0;
    let failed = 0;
    const [cpuBefore, engineBefore, started] = [process.cpuUsage(), usageOf(pid), performance.now()];
    await runPass(warehouse, {
      network,
      tables,
      config,
      pass,
      signal,
      onStep({ items, checks }) {
        signatures += items;
        failed += checks.filter(({ state }) => state === "failed").length;
      },
    });
    const wall = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    const program = (user + system) / 1e6;
    const engine = usageOf(pid).cpuSeconds - engineBefore.cpuSeconds;
    const again = limitPerCpuSecond();
    const mean = (limit + again) / 2;
    printTable(
      ["signatures", "wall s", "signatures/s", "CPU s program", "CPU s engine", "P-256 limit/CPU s", "of the limit"],
      [
        [
          String(signatures),
          wall.toFixed(2),
          (signatures / wall).toFixed(0),
          program.toFixed(2),
          engine.toFixed(2),
          mean.toFixed(0),
          `${((100 * signatures) / (program + engine) / mean).toFixed(0)} %`,
        ],
      ],
    );
    process.stdout.write(
      `${availableParallelism()} cores; of the limit: signatures per CPU second, program and engine together, against verification alone; ${failed} failed checks\n`,
    );
  } finally {
    await warehouse.close();
    await served.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
