import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { type Pass, type PassStep, type Range, type RangeSet, retry } from "@ledgerscope/core";
import type { Table } from "@ledgerscope/schema";
import { allDone } from "./allDone.ts";
import { clearHeights, physicalName } from "./heightTables.ts";
import { finalHeights, PassLog } from "./passLog.ts";
import type { Warehouse } from "./warehouse.ts";

interface Options<Config> {
  /** Name of the network in the configuration. */
  readonly network: string;
  /** The family's tables. */
  readonly tables: readonly Table[];
  /** The network's, as its adapter parsed it. */
  readonly config: Config;
  readonly signal: AbortSignal;
  /** Below this height everything is known to be done: it is not looked at. @default 0 */
  readonly above?: number;
  /**
   * Nothing can have been left at heights that are not done: this process saw the end of the run before and holds the
   * network since. Looking for what is left may cost a scan of tables that are not ordered by height.
   */
  readonly clean?: boolean;
  /** Told what there is to do, before the first step. */
  readonly onStart?: (missing: readonly Range[], pass: Pass<Config>) => void;
  /** After a step is stored. */
  readonly onStep?: (step: PassStep, pass: Pass<Config>) => void;
}

export interface PassOptions<Config> extends Options<Config> {
  readonly pass: Pass<Config>;
  /** Nothing else is worked on. @default all that is stored final */
  readonly within?: RangeSet;
  /** Heights that are done again, whatever is recorded: what they rest on has changed. @default none */
  readonly again?: RangeSet;
}

export interface PassesOptions<Config> extends Options<Config> {
  /** In this order. */
  readonly passes: readonly Pass<Config>[];
}

/**
 * Runs a pass over what is stored final and not done yet. A step's rows are durable before the record that names
 * them in `_passes`: killed at any moment, the next run deletes what has no record and goes on from there. Rows of
 * an earlier version or revision are deleted before the blocks are done anew.
 * One process runs a network's passes at a time.
 * @throws ConfigError when a newer program has run the pass; RetryableError when the warehouse is busy or away.
 */
export async function runPass<Config>(warehouse: Warehouse, options: PassOptions<Config>): Promise<void> {
  const { network, config, pass, signal } = options;
  const run = new PassRun(warehouse, options);
  const missing = await run.log.missing(options.within, options.above, options.again);
  options.onStart?.(missing, pass);
  for (const { revision, ...range } of missing) {
    signal.throwIfAborted();
    // Done again, a cumulative pass finds its own rows.
    if (!options.clean || pass.cumulative) await run.clear(range);
    let at = range.from;
    let startedMs = performance.now();
    for await (const step of pass.run(config, { network, ...range, stored: warehouse, signal })) {
      if (step.from !== at || step.to <= at || step.to > range.to) {
        throw new Error(`pass ${pass.name}: a step over ${step.from}:${step.to} where ${at}:${range.to} is left to do`);
      }
      at = step.to;
      let token: string | undefined;
      await retry(
        async () => {
          // Under the same token rows that a failed try did store are known. Derived ones cannot be told so.
          if (token !== undefined && step.derived.length > 0) await run.clear(step);
          token = token === undefined || step.derived.length > 0 ? randomUUID() : token;
          await run.store(step, token);
          await run.log.record(step, revision, (performance.now() - startedMs) / 1000);
        },
        { signal },
      );
      options.onStep?.(step, pass);
      startedMs = performance.now();
      signal.throwIfAborted();
    }
    signal.throwIfAborted();
    if (at < range.to) throw new Error(`pass ${pass.name}: ended at ${at}, ${range.to} was asked for`);
  }
}

/**
 * Runs a network's passes one after the other, all over the same blocks: what becomes final meanwhile waits for the
 * next run, so that a pass may read what those before it have made. Passes that the configuration does not want are
 * left out.
 */
export async function runPasses<Config>(
  warehouse: Warehouse,
  { passes: all, ...options }: PassesOptions<Config>,
): Promise<void> {
  const passes = all.filter((pass) => pass.wants?.(options.config) ?? true);
  if (passes.length === 0) return;
  const within = await finalHeights(warehouse, options.network, options.above ?? 0);
  for (const pass of passes) await runPass(warehouse, { ...options, pass, within });
}

class PassRun<Config> {
  readonly log: PassLog;
  readonly #warehouse: Warehouse;
  readonly #network: string;
  readonly #names: ReadonlyMap<string, { readonly physical: string; readonly columns: readonly string[] }>;

  constructor(warehouse: Warehouse, { network, tables, pass }: PassOptions<Config>) {
    this.log = new PassLog(warehouse, network, pass);
    this.#warehouse = warehouse;
    this.#network = network;
    this.#names = new Map(
      pass.tables.map((name) => {
        const table = tables.find((one) => one.name === name);
        if (!table) throw new Error(`pass ${pass.name}: the family's schema has no table ${name}`);
        return [name, { physical: physicalName(table, "final"), columns: Object.keys(table.columns) }];
      }),
    );
  }

  async clear(range: Range): Promise<void> {
    await clearHeights(
      this.#warehouse,
      this.#network,
      [...this.#names.values()].map(({ physical }) => physical),
      range,
    );
  }

  /** @param token no other step or try that was cleared away has had it. */
  async store(step: PassStep, token: string): Promise<void> {
    await allDone(
      step.payloads.map(async (payload, index) => {
        const { physical } = this.#table(payload.table);
        if (payload.rows === 0) return;
        await this.#warehouse.insert({ ...payload, table: physical }, { token: `${token}:${index}` });
      }),
    );
    for (const { table, select } of step.derived) {
      const { physical, columns } = this.#table(table);
      const list = columns.map((column) => `\`${column}\``).join(", ");
      await this.#warehouse.command(
        `INSERT INTO ${physical} (${list}) SELECT ${list} FROM (${select}) SETTINGS insert_deduplicate = 0`,
        { network: this.#network, from: step.from, to: step.to },
      );
    }
    for (const { table, where } of step.erased ?? []) {
      const { physical } = this.#table(table);
      const params = { network: this.#network, from: step.from, to: step.to };
      const rows = `${physical} WHERE network = {network:String} AND ${where}`;
      // A look is much cheaper than a deletion of nothing.
      const any = await this.#warehouse.query(`SELECT 1 AS any FROM ${rows} LIMIT 1`, params);
      if (any.length > 0) await this.#warehouse.command(`DELETE FROM ${rows}`, params);
    }
  }

  #table(name: string): { readonly physical: string; readonly columns: readonly string[] } {
    const table = this.#names.get(name);
    if (!table) throw new Error(`rows for ${name}, which the pass does not name among its tables`);
    return table;
  }
}
