import { operator } from "@ledgerscope/core";
import { Repeater } from "graphql-yoga";
import type { Log } from "./errors.ts";
import { changeMarks, type HeadRef, headOf } from "./queries/heads.ts";
import type { Reader } from "./queries/readable.ts";

const DEFAULT_INTERVAL_MS = 75;
/** One reader is told no more often: what happens in between is told together. */
const DEFAULT_GAP_MS = 250;

type Listener = (head: HeadRef) => void;

/**
 * Watches the warehouse for new heads: one loop for the whole process, which runs only while somebody
 * listens. It sees every network; each subscription lets through what its viewer may see.
 */
export class HeadWatch {
  readonly #reader: Reader;
  readonly #log: Log;
  readonly #intervalMs: number;
  readonly #gapMs: number;
  readonly #listeners = new Set<Listener>();
  #loop: AbortController | undefined;
  /** Settles once the loop knows the heads as they are: from then on every change is told. */
  #ready = gate();

  constructor(reader: Reader, log: Log, options: { readonly intervalMs?: number; readonly gapMs?: number } = {}) {
    this.#reader = reader;
    this.#log = log;
    this.#intervalMs = options.intervalMs ?? DEFAULT_INTERVAL_MS;
    this.#gapMs = options.gapMs ?? DEFAULT_GAP_MS;
  }

  /**
   * New heads from now on: the first one at once, then at most one per network in a quarter of a second. A slow
   * reader gets the newest head of each network, not every one: what waits for it is bounded by the number of networks.
   */
  follow(wanted: (network: string) => boolean): AsyncIterableIterator<HeadRef> {
    return new Repeater<HeadRef>(async (push, stop) => {
      const waiting = new Map<string, HeadRef>();
      const ended = new AbortController();
      let pushing = false;
      const drain = async (): Promise<void> => {
        if (pushing) return;
        pushing = true;
        while (waiting.size > 0) {
          for (const [network, head] of waiting) {
            waiting.delete(network);
            await push(head);
          }
          await pause(this.#gapMs, ended.signal);
        }
        pushing = false;
      };
      const listener: Listener = (head) => {
        if (!wanted(head.network)) return;
        waiting.set(head.network, head);
        drain().catch((error: unknown) => stop(error));
      };
      this.#add(listener);
      await stop;
      ended.abort();
      this.#remove(listener);
    });
  }

  /**
   * Resolves when every change from now on reaches those who listen: who reads the state after that misses nothing.
   * To be called after the first `next()` of `follow`.
   */
  async ready(signal?: AbortSignal): Promise<void> {
    const gone = signal && new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    await Promise.race([this.#ready.opened, ...(gone ? [gone] : [])]);
  }

  #add(listener: Listener): void {
    this.#listeners.add(listener);
    if (this.#loop) return;
    this.#loop = new AbortController();
    this.#ready = gate();
    void this.#run(this.#loop.signal);
  }

  #remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    this.#loop?.abort();
    this.#loop = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    let marks: Map<string, string> | undefined;
    const heads = new Map<string, string>();
    let failing = false;
    while (!signal.aborted) {
      try {
        const now = await changeMarks(operator, this.#reader);
        const changed = [...now].filter(([network, mark]) => marks?.get(network) !== mark);
        for (const [network] of changed) {
          const head = await headOf(operator, this.#reader, network);
          if (!head || heads.get(network) === head.hash) continue;
          heads.set(network, head.hash);
          if (marks && !signal.aborted) for (const listener of this.#listeners) listener(head);
        }
        marks = now;
        if (!signal.aborted) this.#ready.open();
        failing = false;
      } catch (error) {
        // A warehouse that is away comes back; one line tells, not five a second.
        if (!failing) this.#log.warn({ err: error }, "cannot watch for new heads; trying on");
        failing = true;
      }
      await pause(this.#intervalMs, signal);
    }
  }
}

/** A promise that somebody else settles. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
