import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { backfill, CorruptDataError, follow, type Sink } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { GeneratedChain, replayRpc, seededRandom } from "@ledgerscope/testkit";
import { createSink, openWarehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

/** `LEDGERSCOPE_REORGS` says how many, `LEDGERSCOPE_SEED` which. */
const REORGS = Number(process.env["LEDGERSCOPE_REORGS"] ?? 50);
const SEED = Number(process.env["LEDGERSCOPE_SEED"] ?? 11);
const FINAL_DEPTH = 64;

describe(`${REORGS} random reorganisations up to ${FINAL_DEPTH} deep, into the warehouse`, () => {
  const random = seededRandom(SEED);
  const chain = new GeneratedChain(SEED).grow(2 * FINAL_DEPTH);
  /** Every revertible block that was written, by its hash. */
  const written = new Set<string>();
  const reorgs: number[] = [];
  let warehouse: Awaited<ReturnType<typeof openWarehouse>>;
  let node: Awaited<ReturnType<typeof replayRpc>>;
  let folder = "";
  let halted: unknown;

  const open = () => evm.open(evm.parseConfig({ rpc: node.url }, { network: "reorganised", baseDir: "/" }));
  const sinkOf = (network: string): Sink => createSink(warehouse, { network, tables: evm.schema.tables });
  const canonical = async (): Promise<string[]> => {
    const rows = await warehouse.query<{ hash: string }>(
      "SELECT concat('0x', lower(hex(block_hash))) AS hash FROM store.evm_blocks WHERE network = 'reorganised' ORDER BY height",
    );
    return rows.map(({ hash }) => hash);
  };
  const onChain = (): string[] => chain.blocks.map(({ block }) => block.hash);
  const converged = (): Promise<void> =>
    vi.waitFor(
      async () => {
        if (halted) throw halted;
        expect(await canonical()).toEqual(onChain());
      },
      { timeout: 30_000, interval: 50 },
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledgerscope-reorgs-"));
    warehouse = await openWarehouse({ path: folder });
    await warehouse.migrate([evm.schema]);
    node = await replayRpc(chain.blocks, {}, { finalizedDepth: FINAL_DEPTH });
    const source = await open();
    const sink = sinkOf("reorganised");
    const recording: Sink = {
      stored: () => sink.stored(),
      recent: (count) => sink.recent(count),
      at: (height) => sink.at(height),
      finalize: (to) => sink.finalize(to),
      rewind: (to) => sink.rewind(to),
      async write(batch) {
        await sink.write(batch);
        if (batch.final) return;
        for (const { hash } of batch.headers) written.add(hash);
      },
    };
    const controller = new AbortController();
    const following = follow(source, recording, {
      signal: controller.signal,
      settleMs: 200,
      onReorg: (from, to) => reorgs.push(from.number - (to?.number ?? -1)),
    }).catch((error: unknown) => {
      halted = error;
    });
    await converged();
    // Two that come before the indexer looks again are one to it.
    for (let round = 1; reorgs.length < REORGS && !halted; round++) {
      const depth = 1 + random(FINAL_DEPTH);
      chain.reorg(depth, depth + random(3));
      node.serve(chain.blocks);
      // Most meet the indexer in the middle of its work.
      if (round % 4 === 0) await converged();
      else await sleep(random(500));
    }
    await converged();
    controller.abort();
    await following;
    await source.close();
  });

  afterAll(async () => {
    await node?.close();
    await warehouse?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  });

  test("canonical tables equal those of a fresh run over the last chain", async () => {
    const source = await evm.open(evm.parseConfig({ rpc: node.url }, { network: "fresh", baseDir: "/" }));
    try {
      const { signal } = new AbortController();
      await backfill(source, sinkOf("fresh"), { wanted: { from: 0, to: chain.blocks.length }, signal });
    } finally {
      await source.close();
    }
    const tables = evm.schema.tables.filter((table) => table.reorgs);
    expect(tables.map(({ name }) => name)).toContain("evm_logs");
    const sums = await Promise.all(
      tables.map(async ({ name }) => {
        const of = (network: string) =>
          warehouse.query(
            `SELECT toUInt32(count()) AS rows, toString(sum(cityHash64(tuple(* EXCEPT network)))) AS sum
             FROM store.${name} WHERE network = {network:String}`,
            { network },
          );
        return { name, ours: await of("reorganised"), fresh: await of("fresh") };
      }),
    );
    for (const { name, ours, fresh } of sums) expect(ours, name).toEqual(fresh);
    const rows = (name: string): number =>
      (sums.find((sum) => sum.name === name)?.ours as { rows: number }[] | undefined)?.[0]?.rows ?? 0;
    expect(rows("evm_blocks")).toBe(chain.blocks.length);
    expect(rows("evm_logs")).toBe(chain.blocks.flatMap(({ receipts }) => receipts.flatMap(({ logs }) => logs)).length);
    expect(reorgs.length).toBeGreaterThanOrEqual(REORGS);
    process.stdout.write(
      `seed ${SEED}: ${reorgs.length} reorganisations met, up to ${Math.max(...reorgs)} deep; ` +
        `${written.size} revertible blocks written, ${chain.blocks.length} canonical at the end\n`,
    );
  });

  test("every orphaned block stays queryable by its hash, and no view shows it", async () => {
    const current = new Set(onChain());
    const orphans = [...written].filter((hash) => !current.has(hash));
    expect(orphans.length).toBeGreaterThan(50);
    const hashesIn = async (table: string): Promise<Set<string>> => {
      const rows = await warehouse.query<{ hash: string }>(
        `SELECT DISTINCT concat('0x', lower(hex(block_hash))) AS hash FROM store.${table} WHERE network = 'reorganised'`,
      );
      return new Set(rows.map(({ hash }) => hash));
    };
    const kept = await hashesIn("evm_blocks_head");
    expect(orphans.filter((hash) => !kept.has(hash))).toEqual([]);
    const withTransactions = await hashesIn("evm_transactions_head");
    expect(orphans.some((hash) => withTransactions.has(hash))).toBe(true);
    for (const table of ["evm_blocks", "evm_transactions", "evm_logs", "evm_blocks_final"]) {
      const shown = await hashesIn(table);
      expect(orphans.filter((hash) => shown.has(hash))).toEqual([]);
    }
  });

  test("one below finality halts, both hashes named, and changes nothing", async () => {
    const before = await canonical();
    const height = chain.blocks.length - FINAL_DEPTH - 3;
    const ours = chain.blocks[height]?.block.hash;
    chain.reorg(FINAL_DEPTH + 3, FINAL_DEPTH + 4);
    node.serve(chain.blocks);
    const source = await open();
    try {
      const error = await follow(source, sinkOf("reorganised"), { signal: AbortSignal.timeout(20_000) }).catch(
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(CorruptDataError);
      const { message } = error as Error;
      expect(message).toMatch(/reverted a final block/);
      const top = before.length - 1;
      expect(message).toContain(`block ${top} ${before[top]} is no longer canonical`);
      expect(message).toContain(chain.blocks[top]?.block.hash);
      expect(message).toMatch(/block \d+ 0x[0-9a-f]{64} is final/);
      expect(ours).not.toBe(chain.blocks[height]?.block.hash);
    } finally {
      await source.close();
    }
    expect(await canonical()).toEqual(before);
  });
});
