import { readFileSync } from "node:fs";
import { setPriority } from "node:os";

/** Niceness of long reads: beside one of 0 they get a tenth of a core. */
const BACKGROUND = 10;

const CAP_SYS_NICE = 23n;

/** Whether this process may give its threads their priority back: without that right none is taken away. */
export const MAY_RAISE: boolean = mayRaise();

function mayRaise(): boolean {
  try {
    const capabilities = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
    // `ulimit -e` 20 allows a niceness of 0.
    const limit = /^Max nice priority\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
    return ((BigInt(`0x${capabilities ?? "0"}`) >> CAP_SYS_NICE) & 1n) === 1n || Number(limit ?? 0) >= 20;
  } catch {
    // No Linux.
    return false;
  }
}

/** Threads that compute a long read: they get out of the way of everything else until it has ended. */
export class Background {
  readonly #threads = new Set<number>();
  readonly #threadsNow: () => Promise<readonly number[]>;
  readonly #timer: NodeJS.Timeout | undefined;
  #ended = false;

  /**
   * @param threadsNow system ids of the threads that compute it now.
   * @param intervalMs how often to look for further ones.
   */
  constructor(threadsNow: () => Promise<readonly number[]>, intervalMs: number) {
    this.#threadsNow = threadsNow;
    if (!MAY_RAISE) return;
    void this.#lower();
    this.#timer = setInterval(() => void this.#lower(), intervalMs);
  }

  async #lower(): Promise<void> {
    for (const thread of await this.#threadsNow()) {
      if (this.#ended || this.#threads.has(thread)) continue;
      if (reprioritize(thread, BACKGROUND)) this.#threads.add(thread);
    }
  }

  /** The read has ended: its threads will compute others. */
  end(): void {
    this.#ended = true;
    clearInterval(this.#timer);
    for (const thread of this.#threads) reprioritize(thread, 0);
  }
}

/** @returns false when the thread has ended meanwhile. */
function reprioritize(thread: number, niceness: number): boolean {
  try {
    // Linux knows a niceness for each thread, by its id.
    setPriority(thread, niceness);
    return true;
  } catch {
    return false;
  }
}
