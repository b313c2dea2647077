import { retry, type StageFact } from "@ledgerscope/core";
import { type Warehouse, writeFacts } from "@ledgerscope/tracer-store";
import { factsTotal } from "./metrics.ts";

/** What was seen can not be seen again: it is stored within this time, in milliseconds. */
const FLUSH_MS = 250;
/** Facts that wait at most; whoever brings more waits for them. */
const MOST_WAITING = 20_000;

/** Facts of live observers on their way into the warehouse, many at once. */
export class FactBuffer {
  readonly #warehouse: Warehouse;
  readonly #network: string;
  /** Names this buffer's batches: two processes, or two starts, never share one. */
  readonly #name: string;
  #waiting: StageFact[] = [];
  #batches = 0;
  #timer: NodeJS.Timeout | undefined;
  #written: Promise<void> = Promise.resolve();
  #failure: unknown;

  constructor(warehouse: Warehouse, { network, channel }: { readonly network: string; readonly channel: string }) {
    this.#warehouse = warehouse;
    this.#network = network;
    this.#name = `observed:${network}:${channel}:${process.pid}:${process.hrtime.bigint()}:${Date.now()}`;
  }

  /** @throws what kept an earlier batch from being stored, after several tries. */
  async add(facts: readonly StageFact[]): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (facts.length === 0) return;
    this.#waiting.push(...facts);
    // Its failure is told to whoever comes next.
    this.#timer ??= setTimeout(() => void this.flush().catch(() => undefined), FLUSH_MS);
    if (this.#waiting.length >= MOST_WAITING) await this.flush();
  }

  /** Resolves when everything that was added is stored. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#written = this.#written.then(() => this.#write());
    return this.#written;
  }

  async #write(): Promise<void> {
    const facts = this.#waiting;
    if (facts.length === 0) return;
    this.#waiting = [];
    const token = `${this.#name}:${this.#batches++}`;
    try {
      await retry(() => writeFacts(this.#warehouse, facts, token));
    } catch (error) {
      this.#failure = error;
      throw error;
    }
    for (const { source } of facts) {
      factsTotal.inc({ network: this.#network, source: source.slice(0, source.indexOf(":")) });
    }
  }
}
