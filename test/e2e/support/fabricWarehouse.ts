import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backfill, type Check } from "@ledgerscope/core";
import { fabric } from "@ledgerscope/fabric";
import { createSink, openWarehouse, runPasses, type Warehouse } from "@ledgerscope/warehouse";

/** A warehouse with Fabric ledgers in it. */
export class FabricWarehouse {
  readonly warehouse: Warehouse;
  readonly #folder: string;
  readonly #configs = new Map<string, ReturnType<typeof fabric.parseConfig>>();

  static async open(): Promise<FabricWarehouse> {
    const folder = mkdtempSync(join(tmpdir(), "ledgerscope-fabric-"));
    const warehouse = await openWarehouse({ path: join(folder, "warehouse") });
    await warehouse.migrate([fabric.schema]);
    return new FabricWarehouse(folder, warehouse);
  }

  private constructor(folder: string, warehouse: Warehouse) {
    this.#folder = folder;
    this.warehouse = warehouse;
  }

  /** Stores blocks of a ledger on disk. */
  async store(network: string, ledger: string, channel: string, wanted: { from: number; to: number }): Promise<void> {
    const config = fabric.parseConfig({ family: "fabric", channel, ledger }, { network, baseDir: "/" });
    this.#configs.set(network, config);
    const source = await fabric.open(config);
    const sink = createSink(this.warehouse, { network, tables: fabric.schema.tables });
    await backfill(source, sink, { wanted, signal: new AbortController().signal });
    await source.close();
  }

  /** Runs every pass, or those named. @returns how many of their checks had which state. */
  async pass(network: string, names?: readonly string[]): Promise<Record<string, Record<string, number>>> {
    const tally: Record<string, Record<string, number>> = {};
    const config = this.#configs.get(network);
    if (!config) throw new Error(`nothing of ${network} was stored`);
    await runPasses(this.warehouse, {
      network,
      tables: fabric.schema.tables,
      config,
      passes: fabric.passes.filter(({ name }) => !names || names.includes(name)),
      signal: new AbortController().signal,
      onStep: ({ checks }) => {
        for (const { check, state } of checks) {
          const states = tally[check] ?? {};
          tally[check] = states;
          states[state] = (states[state] ?? 0) + 1;
        }
      },
    });
    return tally;
  }

  /** Runs passes over rows that were written by hand, which no range names. */
  async derive(
    network: string,
    names: readonly string[],
    { from, to }: { from: number; to: number },
  ): Promise<Check[]> {
    const checks: Check[] = [];
    const config = fabric.parseConfig({ family: "fabric", channel: "c", ledger: "none" }, { network, baseDir: "/" });
    const request = { network, from, to, stored: this.warehouse, signal: new AbortController().signal };
    for (const pass of fabric.passes.filter(({ name }) => names.includes(name))) {
      for await (const step of pass.run(config, request)) {
        checks.push(...step.checks);
        for (const payload of step.payloads.filter(({ rows }) => rows > 0)) {
          await this.warehouse.insert(
            { ...payload, table: `store.${payload.table}` },
            { token: `${network}:${pass.name}` },
          );
        }
        for (const { table, select } of step.derived) {
          const columns = Object.keys(fabric.schema.tables.find(({ name }) => name === table)?.columns ?? {}).join(
            ", ",
          );
          const sql = `INSERT INTO store.${table} (${columns}) SELECT ${columns} FROM (${select})`;
          await this.warehouse.command(sql, { network, from: step.from, to: step.to });
        }
      }
    }
    return checks;
  }

  async close(): Promise<void> {
    await this.warehouse.close();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}
