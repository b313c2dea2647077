import { STORE } from "@ledgerscope/schema";
import { explainNetwork } from "./explainNetwork.ts";
import type { Network } from "./network.ts";
import type { PassEvent } from "./passMeter.ts";
import type { Session } from "./session.ts";

/** While blocks wait to be explained: how often that is tried, in milliseconds. */
const WAITING_MS = 2_000;
/** It rests so many times as long as it took last: explanations may wait, blocks may not. */
const REST = 2;
/** But so long at most, in milliseconds. */
const LONGEST_REST_MS = 6_000;
/** While only transactions outside of blocks can wait, in milliseconds. */
const QUIET_MS = 15_000;
/** After that long without anything new, what is in no block has been given up and explained, in milliseconds. */
const LAST_MS = 120_000;

/** Explains a network as blocks and facts come in; does next to nothing while none do. */
export class Explaining {
  readonly #session: Pick<Session, "warehouse" | "signal">;
  readonly #network: Network;
  readonly #tell: (event: PassEvent) => void;
  #facts = "";
  #changedMs = 0;
  #triedMs = 0;
  #tookMs = 0;
  #waiting = true;
  #above = 0;

  constructor(session: Pick<Session, "warehouse" | "signal">, network: Network, tell: (event: PassEvent) => void) {
    this.#session = session;
    this.#network = network;
    this.#tell = tell;
  }

  /**
   * @param seen.changed blocks came in since the last look.
   * @param seen.above below this height none did.
   * @param seen.end one past the highest block that the passes have been through.
   */
  async look(seen: { readonly changed: boolean; readonly above: number; readonly end: number }): Promise<void> {
    const nowMs = Date.now();
    const facts = await this.#newestFacts();
    if (seen.changed || facts !== this.#facts) {
      this.#changedMs = nowMs;
      this.#waiting = true;
    }
    this.#facts = facts;
    if (seen.changed) this.#above = Math.min(this.#above, seen.above);
    const restMs = Math.min(REST * this.#tookMs, LONGEST_REST_MS);
    const pauseMs = this.#tookMs + Math.max(restMs, this.#waiting ? WAITING_MS : QUIET_MS);
    if (nowMs - this.#triedMs < pauseMs || (!this.#waiting && nowMs - this.#changedMs > LAST_MS)) return;
    this.#triedMs = nowMs;
    const known = { to: seen.end, above: this.#above, gentle: true };
    const { explainedTo } = await explainNetwork(this.#session, this.#network, this.#tell, known);
    this.#tookMs = Date.now() - nowMs;
    this.#waiting = explainedTo < seen.end;
    this.#above = explainedTo;
  }

  async #newestFacts(): Promise<string> {
    const [row] = await this.#session.warehouse.query<{ newest: string }>(
      `SELECT max(seq) AS newest FROM ${STORE}.fact_batches WHERE network = {network:String}`,
      { network: this.#network.name },
    );
    return row?.newest ?? "0";
  }
}
