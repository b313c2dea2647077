import { RefusedStatement } from "./statement.ts";

/** Places for statements that run at the same time; further ones wait, up to a bound. */
class Lane {
  readonly #waiting: (() => void)[] = [];
  readonly #maxWaiting: number;
  #free: number;

  constructor(places: number, maxWaiting: number) {
    this.#free = places;
    this.#maxWaiting = maxWaiting;
  }

  /**
   * @returns what gives the place back (calling it again does nothing).
   * @throws RefusedStatement TOO_MANY_SIMULTANEOUS_QUERIES when the queue is full.
   */
  async enter(): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else if (this.#waiting.length < this.#maxWaiting) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      throw new RefusedStatement(202, "TOO_MANY_SIMULTANEOUS_QUERIES", "Too many queries wait: try again later");
    }
    return this.#leave();
  }

  /** A place at once, or undefined. */
  tryEnter(): (() => void) | undefined {
    if (this.#free === 0) return undefined;
    this.#free--;
    return this.#leave();
  }

  #leave(): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    };
  }
}

/** A read that lasts longer than this moves to the long lane, and its place is free for the next one. */
export const LONG_READ_MS = 1000;

export interface Lanes {
  readonly insert: Lane;
  readonly read: Lane;
  readonly long: Lane;
  /** Everything else: DDL, KILL, INSERT SELECT. */
  readonly command: Lane;
}

const MAX_WAITING = 1000;
const PLACES = { insert: 4, read: 8, long: 4, command: 4 } as const;

/** Statements at the same time, all lanes together. */
export const MAX_RUNNING: number = Object.values(PLACES).reduce((sum, places) => sum + places, 0);

export function openLanes(): Lanes {
  return {
    insert: new Lane(PLACES.insert, MAX_WAITING),
    read: new Lane(PLACES.read, MAX_WAITING),
    long: new Lane(PLACES.long, 0),
    command: new Lane(PLACES.command, MAX_WAITING),
  };
}
