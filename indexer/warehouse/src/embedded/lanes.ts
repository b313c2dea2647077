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
   * @param gone whether the client has hung up meanwhile.
   * @returns what gives the place back (calling it again does nothing).
   * @throws RefusedStatement TOO_MANY_SIMULTANEOUS_QUERIES when the queue is full, QUERY_WAS_CANCELLED.
   */
  async enter(gone: () => boolean): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else if (this.#waiting.length < this.#maxWaiting) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      throw new RefusedStatement(202, "TOO_MANY_SIMULTANEOUS_QUERIES", "Too many queries wait: try again later");
    }
    const leave = this.#leave();
    if (!gone()) return leave;
    leave();
    throw new RefusedStatement(394, "QUERY_WAS_CANCELLED", "The client hung up");
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

/** A read that lasts longer than this moves to the long lane and to the background; its place is free for the next one. */
export const LONG_READ_MS = 500;

export interface Lanes {
  readonly insert: Lane;
  readonly read: Lane;
  readonly long: Lane;
  /** Reads of users with the profile `reader`. */
  readonly analyst: Lane;
  /** Everything else: DDL, INSERT SELECT. */
  readonly command: Lane;
  /** KILL and SYSTEM: never behind what they are to end. */
  readonly control: Lane;
  /** Looks at the progress of what runs; one that finds no place is left out. */
  readonly look: Lane;
}

/** Statements at the same time, and how many wait for their place; what comes beyond is refused (HTTP 503). */
const PLACES = { insert: 4, read: 8, long: 4, analyst: 4, command: 4, control: 2, look: 2 } as const;
const WAITING = { insert: 250, read: 1000, long: 0, analyst: 100, command: 250, control: 100, look: 0 } as const;

/** Statements with results, and inserts with data, that may run at the same time. */
export const MAX_WITH_DATA = {
  results: PLACES.read + PLACES.long + PLACES.analyst,
  inserts: PLACES.insert,
} as const;

/** Statements at the same time, all lanes together. */
export const MAX_RUNNING: number = Object.values(PLACES).reduce((sum, places) => sum + places, 0);

export function openLanes(): Lanes {
  const lane = (name: keyof typeof PLACES): Lane => new Lane(PLACES[name], WAITING[name]);
  return {
    insert: lane("insert"),
    read: lane("read"),
    long: lane("long"),
    analyst: lane("analyst"),
    command: lane("command"),
    control: lane("control"),
    look: lane("look"),
  };
}
