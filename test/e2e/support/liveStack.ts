import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { bin, ledgerscope, projectFolder, startLedgerscope } from "./cli.ts";

/** Warehouse and indexer as processes of their own: either may be killed. */
export class LiveStack {
  readonly folder: string;
  /** Of the warehouse. */
  readonly url: string;
  readonly #remove: () => Promise<void>;
  readonly #warehouse: ChildProcess;
  readonly #client: ClickHouseClient;
  #indexer: ChildProcess | undefined;
  /** Everything the indexer has logged. */
  log = "";

  private constructor(
    project: Awaited<ReturnType<typeof projectFolder>>,
    warehouse: Awaited<ReturnType<typeof startLedgerscope>>,
  ) {
    this.folder = project.folder;
    this.#remove = project.remove;
    this.#warehouse = warehouse.child;
    this.url = warehouse.match[0];
    this.#client = createClient({ url: this.url });
  }

  /** @param networks the YAML below `networks:`, as one JSON value. */
  static async start(networks: object): Promise<LiveStack> {
    const project = await projectFolder(`warehouse: { path: ./data }\nnetworks: ${JSON.stringify(networks)}\n`);
    const args = ["warehouse", "--config", "ledgerscope.yaml"];
    const stack = new LiveStack(project, await startLedgerscope(project.folder, args, /http:\/\/\S+/));
    // Makes the tables, so that they can be asked before the first block.
    await ledgerscope(project.folder, "status");
    return stack;
  }

  get config(): string {
    return path.join(this.folder, "ledgerscope.yaml");
  }

  get indexerPid(): number {
    return this.#indexer?.pid ?? 0;
  }

  /** Runs `ledgerscope run` until it is stopped or killed. */
  startIndexer(): void {
    const child = spawn(process.execPath, [bin, "run"], { cwd: this.folder, stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.log += text;
    });
    this.#indexer = child;
  }

  /** `kill -9`, which leaves it no time for anything. */
  async killIndexer(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ctrl-C: it ends what it has begun. */
  async stopIndexer(): Promise<void> {
    await this.#end("SIGINT");
  }

  get warehousePid(): number {
    return this.#warehouse.pid ?? 0;
  }

  async query<T>(sql: string): Promise<T[]> {
    return (await this.#client.query({ query: sql, format: "JSONEachRow" })).json<T>();
  }

  /** Height of the newest stored block; -1 before there is one. */
  async newest(network: string): Promise<number> {
    const sql = `SELECT toInt32(max(to) - 1) AS newest FROM store._ranges WHERE network = '${network}'`;
    const [row] = await this.query<{ newest: number }>(sql);
    return row?.newest ?? -1;
  }

  /** @throws Error with the end of the indexer's log when the block does not come in time. */
  async waitFor(network: string, height: number, patienceMs = 60_000): Promise<void> {
    const deadline = Date.now() + patienceMs;
    for (let newest = -1; newest < height; newest = await this.newest(network)) {
      if (Date.now() > deadline) {
        throw new Error(`block ${height} was not stored, only ${newest}. The indexer says:\n${this.log.slice(-3000)}`);
      }
      await sleep(50);
    }
  }

  async close(): Promise<void> {
    await this.#end("SIGINT");
    await this.#client.close();
    if (this.#warehouse.exitCode === null) {
      this.#warehouse.kill("SIGINT");
      await once(this.#warehouse, "exit");
    }
    await this.#remove();
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#indexer;
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, "exit");
    }
  }
}
