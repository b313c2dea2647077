import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Check } from "@ledgerscope/core";
import { evm, evmSchema } from "@ledgerscope/evm";
import { createSink, openWarehouse, runPasses, type Warehouse } from "@ledgerscope/warehouse";

export interface EvmWarehouse {
  readonly warehouse: Warehouse;
  /** Failed checks by name and height, and how often each other outcome came. */
  readonly checks: Readonly<Record<string, number>>;
  /** Checks that did not verify, with their reasons. */
  readonly exceptions: readonly Check[];
  sql<T>(query: string, params?: Readonly<Record<string, unknown>>): Promise<T[]>;
  close(): Promise<void>;
}

/** All that a node serves, stored in a warehouse of its own by the adapter and the sink, with the passes run. */
export async function evmWarehouse(network: string, input: Readonly<Record<string, unknown>>): Promise<EvmWarehouse> {
  const folder = mkdtempSync(join(tmpdir(), "ledgerscope-datasets-"));
  const warehouse = await openWarehouse({ path: join(folder, "warehouse") });
  const close = async (): Promise<void> => {
    await warehouse.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  };
  try {
    await warehouse.migrate([evmSchema]);
    const config = evm.parseConfig({ family: "evm", ...input }, { network, baseDir: folder });
    const { signal } = new AbortController();
    const source = await evm.open(config);
    const sink = createSink(warehouse, { network, tables: evmSchema.tables });
    const checks: Record<string, number> = {};
    const exceptions: Check[] = [];
    try {
      const { earliest = 0, latest } = await source.head();
      const range = { from: earliest, to: (latest?.number ?? -1) + 1, batchBlocks: 50 };
      for await (const batch of source.stream(range, signal)) {
        exceptions.push(...batch.checks.filter(({ state }) => state !== "verified"));
        for (const { check, state, height, detail } of batch.checks) {
          const key = state === "failed" ? `${check} failed at ${height}: ${detail}` : `${check} ${state}`;
          checks[key] = (checks[key] ?? 0) + 1;
        }
        await sink.write(batch);
      }
    } finally {
      await source.close();
    }
    await runPasses(warehouse, { network, tables: evmSchema.tables, config, passes: evm.passes, signal });
    return { warehouse, checks, exceptions, sql: (query, params) => warehouse.query(query, params), close };
  } catch (error) {
    await close();
    throw error;
  }
}
