import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { follow, operator } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { fabricSchema } from "@ledgerscope/fabric";
import { collect } from "@ledgerscope/tracer-collector";
import { type Explained, type FailedTransaction, tracerSchema, why, whyFailed } from "@ledgerscope/tracer-store";
import { createSink, openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { vi } from "vitest";

/** A chain that is followed into a warehouse of its own, while its node's pool and head are watched. */
export class ObservedEvm {
  readonly network: string;
  readonly warehouse: Warehouse;
  readonly #folder: string;
  readonly #config: unknown;
  readonly #stop = new AbortController();
  readonly #running: Promise<unknown>[];

  /** @param mempool `observe.mempool` of the network. */
  static async start(of: {
    readonly network: string;
    readonly rpc: string;
    readonly mempool: unknown;
    readonly config?: object;
  }): Promise<ObservedEvm> {
    const folder = await mkdtemp(join(tmpdir(), "ledgerscope-observed-"));
    const warehouse = await openWarehouse({ path: join(folder, "warehouse") });
    await warehouse.migrate([evm.schema, fabricSchema, tracerSchema]);
    return new ObservedEvm(of, folder, warehouse);
  }

  private constructor(
    of: { readonly network: string; readonly rpc: string; readonly mempool: unknown; readonly config?: object },
    folder: string,
    warehouse: Warehouse,
  ) {
    const { network } = of;
    const { signal } = this.#stop;
    this.network = network;
    this.warehouse = warehouse;
    this.#folder = folder;
    const config = evm.parseConfig({ family: "evm", rpc: [of.rpc], ...of.config }, { network, baseDir: folder });
    this.#config = config;
    const sink = createSink(warehouse, { network, tables: evm.schema.tables });
    const indexing = evm.open(config).then(async (source) => {
      await follow(source, sink, { signal, settleMs: 0 });
      await source.close();
    });
    this.#running = [indexing, this.#watch(of.mempool, signal)];
  }

  #watch(mempool: unknown, signal: AbortSignal): Promise<unknown> {
    const { warehouse, network } = this;
    return collect({
      ...{ warehouse, network, channel: "", family: "evm", config: this.#config, baseDir: this.#folder },
      ...{ signal, follow: true, observe: { mempool } },
    });
  }

  /** Watches nodes until it is stopped, as another process would. */
  alsoWatch(mempool: unknown): { stop(): Promise<void> } {
    const ended = new AbortController();
    const watching = this.#watch(mempool, ended.signal);
    return {
      async stop() {
        ended.abort();
        await watching;
      },
    };
  }

  /** Waits until a claim holds. */
  until<T>(claim: () => Promise<T>): Promise<T> {
    return vi.waitFor(claim, { timeout: 20_000, interval: 100 });
  }

  async sql<T>(query: string): Promise<readonly T[]> {
    return this.warehouse.query<T>(query);
  }

  async why(id: string): Promise<Explained | undefined> {
    return why(this.warehouse, operator, { id, network: this.network });
  }

  /** Every failure by its id. */
  async failed(): Promise<ReadonlyMap<string, FailedTransaction>> {
    const failed = new Map<string, FailedTransaction>();
    for await (const one of whyFailed(this.warehouse, operator, this.network)) failed.set(one.id, one);
    return failed;
  }

  /** Waits until a fact of that stage is stored of each transaction. */
  async seen(stage: string, ...ids: readonly string[]): Promise<void> {
    await this.until(async () => {
      for (const id of ids) {
        const rows = await this.warehouse.query(
          `SELECT 1 FROM store.stage_facts WHERE network = {network:String} AND subject = 'tx'
             AND id = {id:String} AND stage = {stage:String} LIMIT 1`,
          { network: this.network, id: id.replace(/^0x/, ""), stage },
        );
        if (rows.length === 0) throw new Error(`no ${stage} of ${id} was seen`);
      }
    });
  }

  /** Waits until the block of that hash is stored. */
  async stored(blockHash: string): Promise<void> {
    await this.until(async () => {
      const rows = await this.warehouse.query(
        `SELECT 1 FROM store.evm_blocks WHERE network = {network:String} AND block_hash = unhex({hash:String})`,
        { network: this.network, hash: blockHash.replace(/^0x/, "") },
      );
      if (rows.length === 0) throw new Error(`block ${blockHash} is not stored`);
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running);
    await this.warehouse.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}
